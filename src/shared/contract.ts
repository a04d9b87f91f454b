import { z } from 'zod'
import { encodingCalls, encodingEvents } from './calls/encoding.ts'
import { destinationCalls } from './calls/destinations.ts'
import { failureCalls } from './calls/failures.ts'
import { githubCalls } from './calls/github.ts'
import { settingsCalls } from './calls/settings.ts'
import { sourceCalls, sourceEvents } from './calls/sources.ts'
import { presetCalls } from './calls/presets.ts'
import { reviewCalls } from './calls/review.ts'
import { toolCalls, toolEvents } from './calls/tools.ts'
import { windowCalls } from './calls/window.ts'
import { failureSchema } from './errors.ts'
import {
  artefactIdSchema,
  jobDetailsSchema,
  jobIdSchema,
  jobSummarySchema,
  prioritySchema,
} from './job.ts'
import {
  heldSchema,
  maxPageSize,
  pauseModeSchema,
  pauseStateSchema,
  queueFilterSchema,
  queuePageSchema,
  type QueuePage,
} from './queue.ts'
import { settingsSchema } from './settings.ts'
import { heldSiteSchema } from './site.ts'
import { statisticsSchema } from './statistics.ts'

/** Nobody drops more than this in one go; it bounds what one message can cost. */
const maxBatch = 10_000
const jobIdsSchema = z.array(jobIdSchema).min(1).max(maxBatch)
const changedSchema = z.object({ changed: z.number().int().nonnegative() })
const nothing = z.undefined()

export const overviewSchema = z.object({
  statistics: statisticsSchema,
  pause: pauseStateSchema,
  held: heldSchema.nullable(),
  /** Sites that are left alone for a while. */
  heldSites: z.array(heldSiteSchema),
  /** How many publications wait for a person. */
  reviewing: z.number().int().nonnegative(),
})
export type Overview = z.infer<typeof overviewSchema>

export const toolStatusSchema = z.object({
  name: z.string(),
  /** Path, version and origin where found. */
  found: z.object({ path: z.string(), version: z.string(), origin: z.string() }).nullable(),
  /** What is wrong and how to mend it where not. */
  problem: z.string().nullable(),
})
export type ToolStatus = z.infer<typeof toolStatusSchema>

/** Every call the window can make: its input is checked in main before anything is done. */
export const calls = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      home: z.string(),
      /** What the window speaks: the settings' choice, or the system's. */
      locale: z.string(),
      /** Whether the system tells when the connection is metered. */
      tellsMetered: z.boolean(),
      tools: z.array(toolStatusSchema),
    }),
  },
  ...sourceCalls,
  ...toolCalls,
  ...windowCalls,
  'queue.overview': { input: nothing, output: overviewSchema },
  'queue.page': {
    input: z.object({
      filter: queueFilterSchema,
      cursor: z.string().max(200).nullable(),
      limit: z.number().int().min(1).max(maxPageSize),
    }),
    output: queuePageSchema,
  },
  'queue.pause': {
    input: z.object({
      mode: pauseModeSchema,
      /** How long; until told otherwise if not given. */
      minutes: z.number().int().min(1).max(10_080).optional(),
    }),
    output: overviewSchema,
  },
  'queue.resume': { input: nothing, output: overviewSchema },
  'job.details': { input: z.object({ id: jobIdSchema }), output: jobDetailsSchema.nullable() },
  'job.cancel': { input: z.object({ ids: jobIdsSchema }), output: changedSchema },
  'job.retry': { input: z.object({ ids: jobIdsSchema }), output: changedSchema },
  'job.prioritise': {
    input: z.object({ ids: jobIdsSchema, priority: prioritySchema }),
    output: changedSchema,
  },
  'artefact.reveal': { input: z.object({ id: artefactIdSchema }), output: nothing },
  ...presetCalls,
  'settings.get': { input: nothing, output: settingsSchema },
  ...destinationCalls,
  ...failureCalls,
  ...reviewCalls,
  ...encodingCalls,
  ...githubCalls,
  ...settingsCalls,
  'settings.set': { input: settingsSchema.partial(), output: settingsSchema },
} as const

/** What main tells the window unasked. Coalesced: at most four of each a second. */
export const events = {
  /** Jobs that changed or are new, at most 500; `more` asks to read the list again instead. */
  'jobs.changed': z.object({ jobs: z.array(jobSummarySchema), more: z.boolean() }),
  'queue.changed': overviewSchema,
  ...sourceEvents,
  ...encodingEvents,
  ...toolEvents,
} as const

export type CallName = keyof typeof calls
export type CallInput<K extends CallName> = z.input<(typeof calls)[K]['input']>
export type CallOutput<K extends CallName> = z.output<(typeof calls)[K]['output']>
export type EventName = keyof typeof events
export type EventPayload<K extends EventName> = z.output<(typeof events)[K]>

/** A call never throws across the border: it answers with the value or with what went wrong. */
export const replyFailureSchema = failureSchema.pick({ kind: true, message: true })
export type Reply<T> =
  { ok: true; value: T } | { ok: false; failure: z.infer<typeof replyFailureSchema> }

/** All that the window gets of the outside world, as `window.spool`. */
export interface Bridge {
  call<K extends CallName>(name: K, input: CallInput<K>): Promise<Reply<CallOutput<K>>>
  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void
  /** The path of a file dropped onto the window; empty where it has none. */
  pathForFile(file: File): string
  readonly platform: 'darwin' | 'win32' | 'linux'
  /** The locale Spool speaks when the window opens: `de-AT`. */
  readonly locale: string
  /** The newest jobs as the window opens, before any call is answered; null where not known. */
  readonly glance: Promise<QueuePage | null>
}
