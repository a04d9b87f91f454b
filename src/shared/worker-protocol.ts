import { z } from 'zod'
import { hardwareFamilySchema } from './abilities.ts'
import { signingSecretSchema } from './after-step.ts'
import { errandAnswerSchema, errandSchema } from './errand.ts'
import { answerSchema, questionSchema } from './delivery.ts'
import { s3CredentialsSchema } from './destination.ts'
import { failureSchema } from './errors.ts'
import { jobIdSchema } from './job.ts'
import { progressSchema } from './progress.ts'
import { networkSettingsSchema } from './settings/network.ts'
import { foundBatchSchema, stageOrderSchema, stageResultSchema } from './stage.ts'
import { toolPathsSchema } from './tools.ts'

/** A job of the same video that may be done along with another one, in one run. */
export const alongsideSchema = z.object({
  jobId: jobIdSchema,
  logPath: z.string().min(1),
  stage: stageOrderSchema,
})
export type AlongsideOrder = z.infer<typeof alongsideSchema>

/** Everything a worker needs for one job, in one message. */
export const workOrderSchema = z.object({
  jobId: jobIdSchema,
  attempt: z.number().int().positive(),
  /** The job's own folder for everything unfinished; kept between the tries of one job. */
  workFolder: z.string().min(1),
  /** Lines are appended; they go on from one try to the next. */
  logPath: z.string().min(1),
  /** What can be made again is kept here. */
  cacheFolder: z.string().min(1),
  tools: toolPathsSchema,
  /** What may be reached by network. */
  network: networkSettingsSchema,
  stage: stageOrderSchema,
  /** Each is answered by itself, before the end of this one; what is not goes back to wait. */
  alongside: z.array(alongsideSchema).optional(),
  /** What opens the destination. Kept in memory only, on either side. */
  credentials: s3CredentialsSchema.optional(),
  /** Signs what web servers are told of a publication; kept like the credentials. */
  signingSecret: signingSecretSchema.optional(),
})
export type WorkOrder = z.infer<typeof workOrderSchema>

/** Everything a worker needs for one errand. */
export const errandOrderSchema = workOrderSchema
  .pick({ workFolder: true, cacheFolder: true, tools: true, network: true })
  .extend({ errand: errandSchema })
export type ErrandOrder = z.infer<typeof errandOrderSchema>

/** From the pool to a worker. A worker runs one job at a time. */
export const workerCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), order: workOrderSchema }),
  z.object({ kind: z.literal('errand'), order: errandOrderSchema }),
  /** Stop the running job, end its children; the answer is `failed` with kind `cancelled`. */
  z.object({ kind: z.literal('stop') }),
  /** Hold the running job where it is: FFmpeg is suspended, a transfer keeps its bytes. */
  z.object({ kind: z.literal('freeze') }),
  z.object({ kind: z.literal('thaw') }),
  /** Whether there is room on the hardware that was asked for. */
  z.object({ kind: z.literal('slot'), granted: z.boolean() }),
  /** Take no more from the network than so many bytes a second; null for no limit. */
  z.object({ kind: z.literal('limit'), bytesPerSecond: z.number().positive().nullable() }),
  /** To the question of this number. */
  z.object({ kind: z.literal('answer'), ask: z.number().int(), answer: answerSchema }),
  z.object({ kind: z.literal('no-answer'), ask: z.number().int(), failure: failureSchema }),
])
export type WorkerCommand = z.infer<typeof workerCommandSchema>

/** From a worker to the pool. */
export const workerMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('progress'), jobId: jobIdSchema, progress: progressSchema }),
  /** Videos of a scrape that goes on: stored at once, so that the list fills meanwhile. */
  z.object({ kind: z.literal('found'), jobId: jobIdSchema, found: foundBatchSchema }),
  /** The worker waits for the answer. */
  z.object({
    kind: z.literal('ask'),
    jobId: jobIdSchema,
    ask: z.number().int(),
    question: questionSchema,
  }),
  /** Children are reported so that they can be ended should the worker die. */
  z.object({
    kind: z.literal('child-started'),
    jobId: jobIdSchema,
    pid: z.number().int().positive(),
  }),
  z.object({
    kind: z.literal('child-ended'),
    jobId: jobIdSchema,
    pid: z.number().int().positive(),
  }),
  z.object({ kind: z.literal('succeeded'), jobId: jobIdSchema, result: stageResultSchema }),
  /** Asks for room on a kind of hardware, until the job ends; answered by `slot`. */
  z.object({ kind: z.literal('slot-wanted'), jobId: jobIdSchema, family: hardwareFamilySchema }),
  z.object({ kind: z.literal('failed'), jobId: jobIdSchema, failure: failureSchema }),
  /** A job that was to be done alongside cannot be. */
  z.object({ kind: z.literal('left'), jobId: jobIdSchema }),
  z.object({ kind: z.literal('errand-progress'), progress: progressSchema }),
  /** How an errand ended. */
  z.object({ kind: z.literal('answered'), answer: errandAnswerSchema }),
  z.object({ kind: z.literal('not-answered'), failure: failureSchema }),
])
export type WorkerMessage = z.infer<typeof workerMessageSchema>
