import { formatMoment, formatTime } from '../../../shared/format.ts'
import type { JobEvent } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { translated } from '../../../shared/sentences.ts'
import { Section } from './section.tsx'

/** What happened to the job, the latest first. */
export function History({ events }: { events: readonly JobEvent[] }) {
  return (
    <Section title={t('details.history')}>
      <ol className="flex flex-col gap-1.5">
        {events.toReversed().map((event, index) => (
          <li key={events.length - index} className="flex gap-3">
            <time
              dateTime={new Date(event.at).toISOString()}
              title={formatMoment(event.at)}
              className="w-20 shrink-0 text-sm leading-5 text-muted tabular-nums"
            >
              {formatTime(event.at)}
            </time>
            <span className="min-w-0 grow">
              <span className="font-medium">
                {event.from === null ? t('details.added') : t(`common.status.${event.to}`)}
              </span>
              {event.attempt > 0 && (
                <span className="text-muted">
                  {' · '}
                  {t('details.try', { attempt: event.attempt })}
                </span>
              )}
              {event.note !== null && (
                <span className="selectable block text-sm break-words text-muted">
                  {translated(event.note)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
