import { formatDuration, formatMoment } from '../../../shared/format.ts'
import type { JobDetails } from '../../../shared/job.ts'
import { useApp } from '../app/app-store.ts'
import { Section } from './section.tsx'

export function Facts({ job }: { job: JobDetails }) {
  const preset = useApp((state) => state.presets.find(({ id }) => id === job.preset)?.name)
  const facts: [name: string, value: string | null][] = [
    ['Added', formatMoment(job.createdAt)],
    ['Started', job.startedAt === null ? null : formatMoment(job.startedAt)],
    ['Finished', job.finishedAt === null ? null : formatMoment(job.finishedAt)],
    ['Took', tookOf(job)],
    ['Tries', `${job.attempts} of ${job.maxAttempts}`],
    ['Priority', priorityName(job.priority)],
    ['Preset', preset ?? job.preset],
    ['Job', `#${job.id}`],
    ['Workflow run', job.githubWorkflowRunId],
  ]
  return (
    <Section title="Job">
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
  if (priority === 10) return 'Urgent'
  if (priority >= 6) return `High (${priority})`
  return priority >= 1 ? `Medium (${priority})` : 'Normal'
}
