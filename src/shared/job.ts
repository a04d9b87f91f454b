import { z } from 'zod'
import { failureSchema } from './errors.ts'
import {
  artefactIdSchema,
  jobIdSchema,
  jobStatusSchema,
  jobTypeSchema,
  sourceIdSchema,
  timestampSchema,
  videoIdSchema,
} from './ids.ts'
import { progressSchema } from './progress.ts'
import { waitReasonSchema } from './wait-reason.ts'

export * from './ids.ts'

/** 0 normal, 1–5 medium, 6–9 high, 10 urgent (specification, "Priority System"). */
export const prioritySchema = z.number().int().min(0).max(10)
export const normalPriority = 0
export const urgentPriority = 10

/** How often a job is tried unless said otherwise (specification, "Retry Limits"). */
export const defaultMaxAttempts = 3

/** A job as the queue hands it out: the specification's `VideoProcessingJob`. */
export const jobSchema = z.object({
  id: jobIdSchema,
  type: jobTypeSchema,
  status: jobStatusSchema,
  priority: prioritySchema,
  sourceId: sourceIdSchema.nullable(),
  videoId: videoIdSchema.nullable(),
  attempts: z.number().int().nonnegative(),
  maxAttempts: z.number().int().positive(),
  createdAt: timestampSchema,
  queuedAt: timestampSchema,
  startedAt: timestampSchema.nullable(),
  finishedAt: timestampSchema.nullable(),
  failure: failureSchema.nullable(),
  githubWorkflowRunId: z.string().nullable(),
})
export type Job = z.infer<typeof jobSchema>

/** A job as lists show it. */
/** Where a publication goes: a folder, or a place the user named; null is one that was removed. */
export const placeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: z.string() }),
  z.object({ kind: z.literal('saved'), name: z.string().nullable() }),
])
export type Place = z.infer<typeof placeSchema>

export const jobSummarySchema = jobSchema.omit({ failure: true }).extend({
  /** The video's title, or where the source is while nothing better is known. */
  title: z.string(),
  preset: z.string().nullable(),
  /** Null but for a publication. */
  place: placeSchema.nullable(),
  error: failureSchema.pick({ kind: true, message: true }).nullable(),
  progress: progressSchema.nullable(),
})
export type JobSummary = z.infer<typeof jobSummarySchema>

export const jobEventSchema = z.object({
  at: timestampSchema,
  from: jobStatusSchema.nullable(),
  to: jobStatusSchema,
  attempt: z.number().int().nonnegative(),
  note: z.string().nullable(),
})
/** One line of a job's history: a transition that happened. */
export type JobEvent = z.infer<typeof jobEventSchema>

export const artefactKindSchema = z.enum([
  'download',
  'rendition',
  'publication',
  'thumbnail',
  'metadata',
  'subtitles',
  'sample',
])
export const artefactKinds = artefactKindSchema.options
export type ArtefactKind = z.infer<typeof artefactKindSchema>

export const artefactSchema = z.object({
  id: artefactIdSchema,
  kind: artefactKindSchema,
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  durationSeconds: z.number().nullable(),
  /** What came otherwise than its preset says, each a sentence. */
  notes: z.array(z.string()),
})
/** A file a job left behind. */
export type Artefact = z.infer<typeof artefactSchema>

/** Everything the details pane shows of one job. */
export const jobDetailsSchema = jobSummarySchema.extend({
  failure: failureSchema.nullable(),
  location: z.string(),
  events: z.array(jobEventSchema),
  artefacts: z.array(artefactSchema),
  log: z.array(z.string()),
  /** Null for a job that does not wait. */
  wait: waitReasonSchema.nullable(),
})
export type JobDetails = z.infer<typeof jobDetailsSchema>
