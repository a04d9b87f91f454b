import { remedyOf } from '../../src/shared/causes.ts'
import type { FailureGroup } from '../../src/shared/failure-group.ts'
import type { JobSummary } from '../../src/shared/job.ts'

/** Failed jobs by kind, as the engine would group them. */
export function failureGroups(jobs: Iterable<JobSummary>): FailureGroup[] {
  const groups = new Map<string, FailureGroup>()
  for (const { status, error } of jobs) {
    if (status !== 'failed' || !error) continue
    const group = groups.get(error.kind)
    groups.set(error.kind, {
      ...{ cause: error.kind, remedy: remedyOf(error.kind), hosts: [], example: error.message },
      jobs: (group?.jobs ?? 0) + 1,
    })
  }
  if (groups.size > 0) {
    groups.set('local-network', {
      ...{ cause: 'local-network', remedy: remedyOf('local-network'), jobs: 3 },
      ...{ hosts: ['nas.local:8080'], example: 'nas.local:8080 is in your own network.' },
    })
  }
  return [...groups.values()].sort((a, b) => b.jobs - a.jobs)
}
