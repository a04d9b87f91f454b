import { defaultRetryPolicy, retryPolicySchema, type RetryPolicy } from '../../shared/backoff.ts'
import { SpoolError } from '../../shared/errors.ts'
import {
  defaultMaxAttempts,
  normalPriority,
  prioritySchema,
  type JobHold,
  type JobId,
  type JobType,
  type SourceId,
  type VideoId,
} from '../../shared/job.ts'
import type { NewJob } from '../database/index.ts'
import { workKey } from './work-key.ts'

export interface EnqueueOptions {
  type: JobType
  sourceId?: SourceId | null
  videoId?: VideoId | null
  /** Preset id (transform, publish). */
  preset?: string | null
  /** The newest one of this preset unless said. */
  presetVersion?: number
  /** Destination as JSON (publish). */
  destination?: string | null
  /** 0–10; 0 unless said otherwise. */
  priority?: number
  /** At least 1; 3 unless said otherwise. */
  maxAttempts?: number
  /** A run of GitHub Actions that works on it: no worker here does. */
  githubWorkflowRunId?: string | null
  /** Begin no sooner, in milliseconds since the epoch. */
  notBefore?: number
  /** Begin only when these are completed. */
  after?: readonly JobId[]
  /** Begin only when a person, or a rule of theirs, has approved it (publish). */
  review?: boolean
  /** Exactly `1 s · 2^(attempts−1)` unless said otherwise. */
  retryPolicy?: RetryPolicy
}

/**
 * The row of a job to enqueue, checked.
 *
 * @throws SpoolError `invalid-input` on a figure out of range, or on a job that belongs to neither
 * a source nor a video
 */
export function newJob(options: EnqueueOptions, now: number): Omit<NewJob, 'site'> {
  const { type, priority = normalPriority, maxAttempts = defaultMaxAttempts } = options
  requirePriority(priority)
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1) {
    throw new SpoolError('invalid-input', 'The number of attempts is a whole number from 1 up.')
  }
  const policy = retryPolicySchema.safeParse(options.retryPolicy ?? defaultRetryPolicy)
  if (!policy.success) {
    throw new SpoolError('invalid-input', 'The retry policy has a figure out of range.')
  }
  const queuedAt = Math.max(now, options.notBefore ?? now)
  return {
    type,
    priority,
    sourceId: options.sourceId ?? null,
    videoId: options.videoId ?? null,
    workKey: workKey(options),
    preset: options.preset ?? null,
    presetVersion: options.presetVersion ?? 1,
    destination: options.destination ?? null,
    maxAttempts,
    queuedAt,
    hold: holdOf(options, queuedAt > now),
    retryPolicy: options.retryPolicy ? JSON.stringify(policy.data) : null,
    githubWorkflowRunId: options.githubWorkflowRunId ?? null,
  }
}

function holdOf(options: EnqueueOptions, isLater: boolean): JobHold | null {
  if (options.githubWorkflowRunId) return 'run'
  if (options.review) return 'review'
  return isLater ? 'schedule' : null
}

/** @throws SpoolError `invalid-input` on anything but a whole number from 0 to 10 */
export function requirePriority(priority: number): void {
  if (prioritySchema.safeParse(priority).success) return
  throw new SpoolError('invalid-input', 'A priority is a whole number from 0 to 10.')
}
