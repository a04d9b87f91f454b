import { formatDuration, formatMoment } from '../../../shared/format.ts'
import type { JobDetails } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { useApp } from '../app/app-store.ts'
import { placeName } from '../queue/job-text.ts'
import { Section } from './section.tsx'

export function Facts({ job }: { job: JobDetails }) {
  const preset = useApp((state) => state.presets.find(({ id }) => id === job.preset)?.name)
  const facts: [name: string, value: string | null][] = [
    [t('details.fact.added'), formatMoment(job.createdAt)],
    [t('details.fact.started'), job.startedAt === null ? null : formatMoment(job.startedAt)],
    [t('details.fact.finished'), job.finishedAt === null ? null : formatMoment(job.finishedAt)],
    [t('details.fact.took'), tookOf(job)],
    [
      t('details.fact.tries'),
      t('details.fact.triesOf', { attempts: job.attempts, max: job.maxAttempts }),
    ],
    [t('details.fact.priority'), priorityName(job.priority)],
    [t('details.fact.preset'), preset ?? job.preset],
    [
      t('details.fact.destination'),
      job.place && (job.place.kind === 'folder' ? job.place.path : placeName(job.place)),
    ],
    [t('details.fact.number'), `#${job.id}`],
    [t('details.fact.workflowRun'), job.githubWorkflowRunId],
  ]
  return (
    <Section title={t('details.job')}>
      <dl className="grid grid-cols-[6rem_1fr] gap-y-0.5">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="selectable min-w-0 break-words tabular-nums">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Section>
  )
}

function tookOf({ startedAt, finishedAt }: JobDetails): string | null {
  return startedAt === null || finishedAt === null
    ? null
    : formatDuration((finishedAt - startedAt) / 1000)
}

function priorityName(priority: number): string {
  if (priority === 10) return t('queue.priorityUrgent')
  if (priority >= 6) return t('queue.priorityHighOf', { priority })
  return priority >= 1 ? t('queue.priorityMedium', { priority }) : t('queue.priorityNormal')
}
