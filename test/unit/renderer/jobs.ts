import { jobIdSchema, type JobStatus, type JobSummary } from '../../../src/shared/job.ts'

/** A job as lists show it, with what the test cares about. */
export function makeJob(
  id: number,
  status: JobStatus = 'queued',
  rest: Partial<JobSummary> = {},
): JobSummary {
  return {
    id: jobIdSchema.parse(id),
    type: 'download',
    status,
    priority: 0,
    sourceId: null,
    videoId: null,
    attempts: 0,
    maxAttempts: 3,
    createdAt: 0,
    queuedAt: 0,
    startedAt: null,
    finishedAt: null,
    githubWorkflowRunId: null,
    title: `Video ${id}`,
    preset: null,
    place: null,
    error: null,
    progress: null,
    ...rest,
  }
}
