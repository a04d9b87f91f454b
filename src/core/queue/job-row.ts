import { defaultRetryPolicy, retryPolicySchema, type RetryPolicy } from '../../shared/backoff.ts'
import type { Failure } from '../../shared/errors.ts'
import { jobSchema, type Job } from '../../shared/job.ts'
import type { JobRow } from '../database/index.ts'

/** A job with the proof that it is ours: a result without the newest lease is refused. */
export interface ClaimedJob extends Job {
  lease: number
  /** Who is asked for it; empty where nobody is. */
  site: string
  preset: string | null
  presetVersion: number
  destination: string | null
  retryPolicy: RetryPolicy
}

export function toJob(row: JobRow): Job {
  return jobSchema.parse({
    id: row.id,
    type: row.type,
    status: row.status,
    priority: row.priority,
    sourceId: row.source_id,
    videoId: row.video_id,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    createdAt: row.created_at,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    githubWorkflowRunId: row.github_workflow_run_id,
    failure:
      row.error_kind === null || row.error_message === null
        ? null
        : {
            kind: row.error_kind,
            message: row.error_message,
            details: JSON.parse(row.error_details ?? '{}') as unknown,
          },
  })
}

export const toClaimed = (row: JobRow): ClaimedJob => ({
  ...toJob(row),
  lease: row.lease,
  site: row.site,
  preset: row.preset,
  presetVersion: row.preset_version,
  destination: row.destination,
  retryPolicy:
    row.retry_policy === null
      ? defaultRetryPolicy
      : retryPolicySchema.parse(JSON.parse(row.retry_policy)),
})

/** A failure as a job's row holds it. */
export const storedFailure = ({ kind, message, details }: Failure) => ({
  kind,
  message,
  details: JSON.stringify(details),
})
