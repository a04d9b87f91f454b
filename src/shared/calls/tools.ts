import { z } from 'zod'

const nothing = z.undefined()

/** A program Spool runs, as Settings shows it. */
export const toolStateSchema = z.discriminatedUnion('status', [
  z.object({
    name: z.string(),
    status: z.literal('ok'),
    path: z.string(),
    version: z.string(),
    origin: z.string(),
    /** Null where its version does not tell. */
    ageDays: z.number().int().nonnegative().nullable(),
    isOld: z.boolean(),
    /** The JavaScript runtime that yt-dlp is told of. */
    jsRuntime: z.string().nullable(),
    previousVersion: z.string().nullable(),
  }),
  z.object({
    name: z.string(),
    status: z.enum(['missing', 'broken']),
    /** What is wrong and how to mend it. */
    problem: z.string(),
    previousVersion: z.string().nullable(),
  }),
])
export type ToolState = z.infer<typeof toolStateSchema>

/** How much of a program was fetched, and of how much, where that is known. */
export const fetchProgressSchema = z.object({
  bytes: z.number().int().nonnegative(),
  totalBytes: z.number().int().positive().nullable(),
})
export type FetchProgress = z.infer<typeof fetchProgressSchema>

export const toolEvents = { 'tools.progress': fetchProgressSchema } as const

/** What the window may ask of tools. */
export const toolCalls = {
  'tools.list': { input: nothing, output: z.array(toolStateSchema) },
  /** Fetches the newest yt-dlp; the window asks the user first. */
  'tools.update': { input: nothing, output: toolStateSchema },
  /** Ends a fetch that runs; the yt-dlp in use stays. */
  'tools.stopUpdate': { input: nothing, output: nothing },
  'tools.rollBack': { input: nothing, output: toolStateSchema },
} as const
