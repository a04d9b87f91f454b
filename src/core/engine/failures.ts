import { remedyOf } from '../../shared/causes.ts'
import type { FailureGroup } from '../../shared/failure-group.ts'
import type { Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'

/** Failed jobs, by what helps them. */
export interface FailureFace {
  /** The largest group first. */
  groups(): FailureGroup[]
  /** Puts all failed jobs of one cause back. @returns how many */
  retry(cause: string): number
}

/** So many jobs are put back in one transaction. */
const pageSize = 1_000

export const failureFace = (database: Database, queue: JobQueue): FailureFace => ({
  groups: () =>
    database.failures.groups.all({}).map(({ cause, jobs }) => ({
      cause,
      jobs,
      remedy: remedyOf(cause),
      example: database.failures.newest.get({ cause })?.error_message ?? '',
      hosts: database.failures.hosts.all({ cause }).flatMap(({ host }) => host ?? []),
    })),
  retry: (cause) => {
    let retried = 0
    let after = 0
    for (;;) {
      const ids = database.failures.page.all({ cause, after, limit: pageSize }).map(({ id }) => id)
      const last = ids.at(-1)
      if (last === undefined) return retried
      retried += queue.retry(ids).length
      after = last
    }
  },
})
