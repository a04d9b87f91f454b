import { formatCount, formatDuration } from '../../shared/format.ts'
import type { JobType } from '../../shared/job.ts'
import type { Statistics } from '../../shared/statistics.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function stats(output: Output, { type }: { type?: JobType }): Promise<number> {
  const statistics = await withEngine((engine) =>
    engine.queue.getStatistics(type === undefined ? {} : { jobType: type }),
  )
  output.answer(statistics, describeStatistics(statistics))
  return 0
}

/** The figures as aligned lines. */
export function describeStatistics(statistics: Statistics): string {
  const seconds = (value: number | null) => {
    if (value === null) return '–'
    return value < 10 ? `${value.toFixed(2)} s` : formatDuration(value)
  }
  const rows: [string, string][] = [
    ['Jobs', formatCount(statistics.totalJobs)],
    ['Queued', formatCount(statistics.queued)],
    ['Processing', formatCount(statistics.processing)],
    ['Retrying', formatCount(statistics.retrying)],
    ['Completed', formatCount(statistics.completed)],
    ['Failed', formatCount(statistics.failed)],
    ['Cancelled', formatCount(statistics.cancelled)],
    [
      'Success rate',
      statistics.successRate === null ? '–' : `${statistics.successRate.toFixed(1)} %`,
    ],
    ['Average processing time', seconds(statistics.averageProcessingTime)],
    ['Average wait time', seconds(statistics.averageWaitTime)],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}
