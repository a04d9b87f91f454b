import type { FailureKind } from '../../shared/errors.ts'
import type { JobId, JobStatus, JobSummary, JobType, SourceId, VideoId } from '../../shared/job.ts'

/** A job with what a list shows beside it. */
export interface ListedJob {
  id: JobId
  type: JobType
  status: JobStatus
  priority: number
  source_id: SourceId | null
  video_id: VideoId | null
  preset: string | null
  destination: string | null
  attempts: number
  max_attempts: number
  created_at: number
  queued_at: number
  started_at: number | null
  finished_at: number | null
  error_kind: FailureKind | null
  error_message: string | null
  progress: string | null
  github_workflow_run_id: string | null
  title: string
  location: string
}

/** In SQL, as it is read also where there is no engine yet; a `where` follows. */
export const listedJobs = `
  select job.id, job.type, job.status, job.priority, job.source_id, job.video_id, job.preset,
    job.destination, job.attempts, job.max_attempts, job.created_at, job.queued_at, job.started_at, job.finished_at,
    job.error_kind, job.error_message, job.progress, job.github_workflow_run_id,
    coalesce(video.title, source.title, source.location, '') as title,
    coalesce(video.location, source.location, '') as location
  from job left join video on video.id = job.video_id left join source on source.id = job.source_id`

/** @param live what a running job last said, which is newer than what is stored */
export const summaryOf = (row: ListedJob, live: JobSummary['progress']) => ({
  id: row.id,
  type: row.type,
  status: row.status,
  priority: row.priority,
  sourceId: row.source_id,
  videoId: row.video_id,
  preset: row.preset,
  attempts: row.attempts,
  maxAttempts: row.max_attempts,
  createdAt: row.created_at,
  queuedAt: row.queued_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  githubWorkflowRunId: row.github_workflow_run_id,
  title: row.title,
  error:
    row.error_kind === null || row.error_message === null
      ? null
      : { kind: row.error_kind, message: row.error_message },
  progress: row.status === 'processing' ? (live ?? storedProgress(row)) : null,
})

function storedProgress({ progress }: ListedJob): unknown {
  return progress === null ? null : JSON.parse(progress)
}
