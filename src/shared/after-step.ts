import { z } from 'zod'

/** What is done once a video is published there: tell a web server of it, or run a program. */
export const afterStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webhook'), url: z.url({ protocol: /^https?$/ }).max(2_000) }),
  z.object({
    kind: z.literal('command'),
    /** The program by its whole path, then what it is given; no shell reads it. */
    argv: z.array(z.string().min(1).max(4_000)).min(1).max(50),
    timeoutSeconds: z.number().int().min(1).max(3_600).default(60),
  }),
])
export type AfterStep = z.infer<typeof afterStepSchema>
export type Command = Extract<AfterStep, { kind: 'command' }>

export const afterStepsSchema = z.array(afterStepSchema).max(5)

/** Signs what webhooks are told (`whsec_…` or any text). Kept in the key store. */
export const signingSecretSchema = z.string().trim().min(16).max(500)

/** What is told of a publication, to whoever wants to go on from it. */
export interface Published {
  event: 'published'
  /** The same for every try: whoever has seen it has nothing left to do. */
  id: string
  destination: string
  /** Its public address, or where it lies. */
  location: string
  title: string
  description: string
  tags: string[]
  bytes: number
  sha256: string
  video: { site: string; id: string; url: string; channel: string }
  preset: string
}

export const hasWebhook = (steps: readonly AfterStep[]): boolean =>
  steps.some(({ kind }) => kind === 'webhook')

export const commandsOf = (steps: readonly AfterStep[]): Command[] =>
  steps.flatMap((step) => (step.kind === 'command' ? [step] : []))
