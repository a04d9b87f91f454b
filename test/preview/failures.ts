import { describeCause } from '../../src/shared/causes.ts'
import type { FailureGroup } from '../../src/shared/failure-group.ts'
import type { JobSummary } from '../../src/shared/job.ts'

/** Failed jobs by kind, as the engine would group them. */
export function failureGroups(jobs: Iterable<JobSummary>): FailureGroup[] {
  const groups = new Map<string, FailureGroup>()
  for (const { status, error } of jobs) {
    if (status !== 'failed' || !error) continue
    const { label, remedy } = describeCause(error.kind)
    const group = groups.get(error.kind)
    groups.set(error.kind, {
      ...{ cause: error.kind, label, remedy, hosts: [], example: error.message },
      jobs: (group?.jobs ?? 0) + 1,
    })
  }
  return [...groups.values()].sort((a, b) => b.jobs - a.jobs)
}
