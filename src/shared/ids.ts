import { z } from 'zod'

export const jobTypeSchema = z.enum(['scrape', 'download', 'transform', 'publish'])
/** One stage of work on one source or video, in pipeline order. */
export type JobType = z.infer<typeof jobTypeSchema>
export const jobTypes: readonly JobType[] = jobTypeSchema.options

export const jobStatusSchema = z.enum([
  'queued',
  'processing',
  'completed',
  'failed',
  'retrying',
  'cancelled',
])
export type JobStatus = z.infer<typeof jobStatusSchema>
export const jobStatuses: readonly JobStatus[] = jobStatusSchema.options

/**
 * Why a queued job may not be claimed yet: its time has not come, a job it needs is not completed, a
 * person has to look at it, a run elsewhere works on it, or its site or disk needs a rest.
 */
export const jobHoldSchema = z.enum(['schedule', 'input', 'review', 'run', 'site', 'disk'])
export type JobHold = z.infer<typeof jobHoldSchema>
export const jobHolds: readonly JobHold[] = jobHoldSchema.options

export const jobIdSchema = z.number().int().positive().brand<'JobId'>()
export type JobId = z.infer<typeof jobIdSchema>
export const videoIdSchema = z.number().int().positive().brand<'VideoId'>()
export type VideoId = z.infer<typeof videoIdSchema>
export const sourceIdSchema = z.number().int().positive().brand<'SourceId'>()
export type SourceId = z.infer<typeof sourceIdSchema>
export const artefactIdSchema = z.number().int().positive().brand<'ArtefactId'>()
export type ArtefactId = z.infer<typeof artefactIdSchema>

/** Points in time are milliseconds since the Unix epoch everywhere in Spool. */
export const timestampSchema = z.number().int()
