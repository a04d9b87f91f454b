import { formatPercent } from '../../shared/format.ts'
import type { JobSummary } from '../../shared/job.ts'
import { maxPageSize, type QueueFilter } from '../../shared/queue.ts'
import type { WaitReason } from '../../shared/wait-reason.ts'
import { describeWait } from '../../shared/waiting.ts'
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
    return found.map((job) => ({ ...job, wait: engine.waitReason(job.id) }))
  })
  output.answer(
    jobs,
    jobs.length === 0 ? 'There are no jobs.' : jobs.map((job) => row(job, Date.now())).join('\n'),
  )
  return 0
}

type WaitingJob = JobSummary & { wait: WaitReason | null }

function row(job: WaitingJob, now: number): string {
  const columns = [
    String(job.id).padStart(5),
    job.type.padEnd(9),
    state(job).padEnd(18),
    line(job.title, 50),
    ...(job.error ? [`— ${line(job.error.message, 100)}`] : []),
    ...(job.wait ? [`— ${describeWait(job.wait, now)}`] : []),
  ]
  return columns.join('  ')
}

function state({ status, progress, attempts, maxAttempts }: JobSummary): string {
  const tries = attempts > 1 ? ` (try ${String(attempts)}/${String(maxAttempts)})` : ''
  const { fraction = null } = progress ?? {}
  if (status !== 'processing' || fraction === null) return status + tries
  return `${status} ${formatPercent(fraction)}${tries}`
}
