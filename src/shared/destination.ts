import { z } from 'zod'
import { afterStepsSchema } from './after-step.ts'
import { timestampSchema } from './ids.ts'
import { unknownWords } from './template.ts'

export const destinationIdSchema = z.number().int().positive().brand<'DestinationId'>()
export type DestinationId = z.infer<typeof destinationIdSchema>
export const accountIdSchema = z.number().int().positive().brand<'AccountId'>()
export type AccountId = z.infer<typeof accountIdSchema>

/** As in BCP 47: `en`, `de-AT`. */
export const languageSchema = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

export const platformSchema = z.enum(['folder', 's3', 'youtube'])
/** What kind of place a destination is. */
export type Platform = z.infer<typeof platformSchema>

const template = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => unknownWords(text).length === 0, {
      error: ({ input }) => `There is no {${unknownWords(String(input)).join('}, {')}} to fill in.`,
    })

export const sidecarSchema = z.enum(['json', 'nfo', 'description', 'thumbnail'])
/** A small file beside a published one that tells of it. */
export type Sidecar = z.infer<typeof sidecarSchema>

/** Where another file has that name: take the next free one, leave that one, or write over it. */
export const collisionSchema = z.enum(['number', 'skip', 'replace'])

export const folderTargetSchema = z.object({
  kind: z.literal('folder'),
  /** Absolute. */
  path: z.string().min(1),
  /** The file's name without its ending; `/` makes folders. */
  name: template(500).min(1).default('{title} – {preset}'),
  collision: collisionSchema.default('number'),
  sidecars: z.array(sidecarSchema).max(4).default([]),
  after: afterStepsSchema.default([]),
})
export type FolderTarget = z.infer<typeof folderTargetSchema>

/** How a server checks what arrives: each part by MD5, which all know, or all of it by SHA-256. */
export const checksumSchema = z.enum(['md5', 'sha256'])

export const s3TargetSchema = z.object({
  kind: z.literal('s3'),
  /** Of another provider than Amazon; null for Amazon's own. */
  endpoint: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  region: z.string().min(1).max(64).default('us-east-1'),
  bucket: z.string().min(1).max(255),
  /** The bucket in the path instead of the host name, as most other providers want it. */
  pathStyle: z.boolean().default(true),
  key: template(900).min(1).default('{channel}/{title} [{id}] {preset}.{ext}'),
  /** The address anyone can open; `{key}` is the object's key. Null where nobody can. */
  publicUrl: z
    .string()
    .max(2_000)
    .regex(/^https?:\/\/.*\{key\}/)
    .nullable()
    .default(null),
  checksum: checksumSchema.default('md5'),
  after: afterStepsSchema.default([]),
})
export type S3Target = z.infer<typeof s3TargetSchema>

/** `source`: Creative Commons where the source says so. */
export const licenceSchema = z.enum(['youtube', 'creativeCommon', 'source'])

export const youtubeTargetSchema = z.object({
  kind: z.literal('youtube'),
  account: accountIdSchema,
  privacy: z.enum(['private', 'unlisted', 'public']).default('private'),
  /** When YouTube itself makes a private video public. */
  publishAt: timestampSchema.nullable().default(null),
  /** YouTube's own number of a category; 22 is “People & Blogs”. */
  category: z
    .string()
    .regex(/^\d{1,3}$/)
    .default('22'),
  /** Null for the one the source tells. */
  language: languageSchema.nullable().default(null),
  madeForKids: z.boolean().default(false),
  licence: licenceSchema.default('youtube'),
  /** Altered or made by a machine in a way that could be taken for real. */
  syntheticMedia: z.boolean().default(false),
  playlist: z.string().max(100).nullable().default(null),
  /** Whether the picture and the subtitles that were found with the video go with it. */
  thumbnail: z.boolean().default(false),
  captions: z.boolean().default(true),
  title: template(500).min(1).default('{title}'),
  description: template(20_000).default('{description}'),
  /** Separated by commas. */
  tags: template(2_000).default('{tags}'),
  after: afterStepsSchema.default([]),
})
export type YoutubeTarget = z.infer<typeof youtubeTargetSchema>

/** A place with all that is set for it. */
export const targetSchema = z.discriminatedUnion('kind', [
  folderTargetSchema,
  s3TargetSchema,
  youtubeTargetSchema,
])
export type Target = z.infer<typeof targetSchema>

/** What opens an S3 bucket. Kept in the key store; goes to a worker and nowhere else. */
export const s3CredentialsSchema = z.object({
  accessKeyId: z.string().trim().min(1).max(200),
  secretAccessKey: z.string().trim().min(1).max(500),
})
export type S3Credentials = z.infer<typeof s3CredentialsSchema>

/** A destination the user named, as it is listed. */
export const savedDestinationSchema = z.object({
  id: destinationIdSchema,
  name: z.string().trim().min(1).max(100),
  target: targetSchema,
})
export type SavedDestination = z.infer<typeof savedDestinationSchema>

/** A channel someone is signed in to. Its tokens are in the key store. */
export const accountSchema = z.object({
  id: accountIdSchema,
  platform: z.literal('youtube'),
  /** The channel's own name. */
  name: z.string(),
  channelId: z.string(),
  /** False once the platform refused the sign-in: it has to be done again. */
  signedIn: z.boolean(),
})
export type Account = z.infer<typeof accountSchema>
