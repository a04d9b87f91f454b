import type { JobStatus, JobType, SourceId } from '../../shared/job.ts'
import type { DayStatistics, Statistics } from '../../shared/statistics.ts'
import type { Database } from '../database/index.ts'

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (totalMs: number, n: number) => (n === 0 ? null : totalMs / n / 1_000)

/** The specification's figures, of all jobs or of one type; from counters, whatever the length. */
export function statisticsOf({ figures }: Database, jobType?: JobType): Statistics {
  const ofType = ({ type }: { type: JobType }) => jobType === undefined || type === jobType
  const counts = figures.counts.all({}).filter(ofType)
  const times = figures.times.all({}).filter(ofType)
  const count = (status: JobStatus) =>
    sum(counts.filter((row) => row.status === status).map((row) => row.jobs))
  const completed = count('completed')
  const failed = count('failed')
  return {
    totalJobs: sum(counts.map((row) => row.jobs)),
    queued: count('queued'),
    processing: count('processing'),
    completed,
    failed,
    retrying: count('retrying'),
    cancelled: count('cancelled'),
    successRate: completed + failed === 0 ? null : (100 * completed) / (completed + failed),
    averageProcessingTime: mean(
      sum(times.map((row) => row.work_ms)),
      sum(times.map((row) => row.completions)),
    ),
    averageWaitTime: mean(
      sum(times.map((row) => row.wait_ms)),
      sum(times.map((row) => row.claims)),
    ),
    queueLength: count('queued'),
  }
}

/** How many jobs of a source are in each state. */
export function countsOfSource(
  { figures }: Database,
  sourceId: SourceId,
): Partial<Record<JobStatus, number>> {
  const rows = figures.bySource.all({ sourceId })
  return Object.fromEntries(rows.map((row) => [row.status, row.jobs]))
}

/**
 * How jobs ended, by UTC day and type.
 *
 * @param since the first day, as `2026-11-24`
 */
export function statisticsByDay({ figures }: Database, since: string): DayStatistics[] {
  const days = new Map<string, DayStatistics>()
  for (const { day, type, status, jobs } of figures.byDay.all({ since })) {
    const key = `${day} ${type}`
    const entry = days.get(key) ?? { day, type, completed: 0, failed: 0 }
    days.set(
      key,
      status === 'completed' ? { ...entry, completed: jobs } : { ...entry, failed: jobs },
    )
  }
  return [...days.values()]
}
