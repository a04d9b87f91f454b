import { clsx } from 'clsx'
import { formatDuration, formatMoment } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { JobStatus, JobSummary } from '../../../shared/job.ts'
import { showDetails } from '../app/ui-store.ts'
import { Section } from '../details/section.tsx'
import { useSecondClock } from '../lib/clock.ts'
import { stages } from '../lib/stages.ts'
import { StatusBadge } from '../queue/job-marks.tsx'
import { stageOf } from '../queue/job-text.ts'

const tones: Record<JobStatus, string> = {
  queued: 'text-line-strong',
  retrying: 'text-warning',
  processing: 'text-bar',
  completed: 'text-success',
  failed: 'text-danger-fill',
  cancelled: 'text-line-strong',
}

/** Its jobs, oldest first, each with how long it waited and took. Choosing one shows its log. */
export function Timeline({ jobs }: { jobs: readonly JobSummary[] }) {
  const moves = jobs.some(({ status }) => status === 'processing')
  return (
    <Section title={t('video.timeline')}>
      {moves ? <LiveRows jobs={jobs} /> : <Rows jobs={jobs} now={endOf(jobs)} />}
    </Section>
  )
}

const endOf = (jobs: readonly JobSummary[]): number =>
  Math.max(...jobs.map((job) => job.finishedAt ?? job.startedAt ?? job.createdAt))

function LiveRows({ jobs }: { jobs: readonly JobSummary[] }) {
  return <Rows jobs={jobs} now={useSecondClock()} />
}

function Rows({ jobs, now }: { jobs: readonly JobSummary[]; now: number }) {
  const longest = Math.max(1, ...jobs.map((job) => tookOf(job, now) ?? 0))
  return (
    <ol className="@container flex flex-col">
      {jobs.map((job) => {
        const took = tookOf(job, now)
        const Icon = stages[job.type].icon
        return (
          <li key={job.id}>
            <button
              type="button"
              onClick={() => {
                showDetails(job.id)
              }}
              className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-start hover:bg-hover"
            >
              <Icon className="size-4 shrink-0 text-muted" aria-hidden />
              <span
                className="w-44 shrink-0 truncate font-medium @max-2xl:w-24"
                title={stageOf(job)}
              >
                {stageOf(job)}
              </span>
              <span className="w-28 shrink-0">
                <StatusBadge status={job.status} />
              </span>
              <span className="h-1.5 grow rounded-full bg-track">
                <svg className="block h-1.5 w-full overflow-visible rtl:-scale-x-100" aria-hidden>
                  <rect
                    width={`${Math.max(1, ((took ?? 0) / longest) * 100)}%`}
                    height="6"
                    rx="3"
                    className={clsx('fill-current', tones[job.status])}
                  />
                </svg>
              </span>
              <span className="w-24 shrink-0 text-end text-sm text-muted tabular-nums">
                {took === null ? '–' : formatDuration(took / 1_000)}
              </span>
              <time
                dateTime={new Date(job.createdAt).toISOString()}
                className="w-44 shrink-0 text-end text-sm text-muted tabular-nums @max-3xl:hidden"
              >
                {formatMoment(job.createdAt)}
              </time>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

const tookOf = ({ status, startedAt, finishedAt }: JobSummary, now: number): number | null => {
  if (startedAt === null) return null
  if (status === 'processing') return Math.max(0, now - startedAt)
  return finishedAt === null ? null : finishedAt - startedAt
}
