import { formatPercent } from '../../shared/format.ts'
import type { JobSummary } from '../../shared/job.ts'
import { maxPageSize, type QueueFilter } from '../../shared/queue.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'

interface ListOptions {
  only: QueueFilter
  limit: number
}

export async function list(output: Output, { only, limit }: ListOptions): Promise<number> {
  const jobs = await withEngine((engine) => {
    const found: JobSummary[] = []
    let cursor: string | null = null
    do {
      const page = engine.page(only, cursor, Math.min(limit - found.length, maxPageSize))
      found.push(...page.jobs)
      cursor = page.next
    } while (cursor !== null && found.length < limit)
    return found
  })
  output.answer(jobs, jobs.length === 0 ? 'There are no jobs.' : jobs.map(row).join('\n'))
  return 0
}

function row(job: JobSummary): string {
  const columns = [
    String(job.id).padStart(5),
    job.type.padEnd(9),
    state(job).padEnd(18),
    line(job.title, 50),
    ...(job.error ? [`— ${line(job.error.message, 100)}`] : []),
  ]
  return columns.join('  ')
}

function state({ status, progress, attempts, maxAttempts }: JobSummary): string {
  const tries = attempts > 1 ? ` (try ${String(attempts)}/${String(maxAttempts)})` : ''
  const { fraction = null } = progress ?? {}
  if (status !== 'processing' || fraction === null) return status + tries
  return `${status} ${formatPercent(fraction)}${tries}`
}
