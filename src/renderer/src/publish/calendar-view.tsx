import { clsx } from 'clsx'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t, locale } from '../../../shared/language.ts'
import type { CalendarEntry } from '../../../shared/schedule.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { usePublish } from './publish-store.ts'
import { SlotsDialog } from './slots-dialog.tsx'

const daysShown = 7

/** Midnight of a day some days after this one, by this machine's clock. */
function dayAfter(start: Date, days: number): Date {
  return new Date(start.getFullYear(), start.getMonth(), start.getDate() + days)
}

/** A week of what goes out and what went out. */
export function CalendarView() {
  const [start, setStart] = useState(() => dayAfter(new Date(), 0))
  const [entries, setEntries] = useState<readonly CalendarEntry[]>([])
  const [opened, setOpened] = useState<CalendarEntry | null>(null)
  const [slots, setSlots] = useState(false)
  const approved = usePublish((state) => state.approved)
  useEffect(() => {
    const range = { from: start.getTime(), to: dayAfter(start, daysShown).getTime() }
    attempt(async () => {
      setEntries(await call('schedule.calendar', range))
    })
  }, [start, approved])
  const move = (days: number): void => {
    setStart(dayAfter(start, days))
  }
  return (
    <div className="flex min-w-0 grow flex-col bg-surface">
      <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3">
        <Button
          small
          iconOnly
          aria-label={t('publish.calendar.earlier')}
          onClick={() => {
            move(-daysShown)
          }}
        >
          <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
        </Button>
        <Button
          small
          onClick={() => {
            setStart(dayAfter(new Date(), 0))
          }}
        >
          {t('publish.calendar.today')}
        </Button>
        <Button
          small
          iconOnly
          aria-label={t('publish.calendar.later')}
          onClick={() => {
            move(daysShown)
          }}
        >
          <ChevronRight aria-hidden className="rtl:-scale-x-100" />
        </Button>
        <span className="grow" />
        <Button
          small
          onClick={() => {
            setSlots(true)
          }}
        >
          <CalendarDays aria-hidden />
          {t('publish.calendar.slots')}
        </Button>
      </div>
      <div className="grid min-h-0 grow grid-cols-7 overflow-auto max-[1100px]:grid-cols-1">
        {Array.from({ length: daysShown }, (_, n) => (
          <Day
            key={dayAfter(start, n).getTime()}
            day={dayAfter(start, n)}
            entries={entries}
            onOpen={setOpened}
          />
        ))}
      </div>
      {opened && (
        <EntryDialog
          key={opened.id}
          entry={opened}
          onClose={() => {
            setOpened(null)
          }}
        />
      )}
      {slots && (
        <SlotsDialog
          onClose={() => {
            setSlots(false)
          }}
        />
      )}
    </div>
  )
}

interface DayProps {
  day: Date
  entries: readonly CalendarEntry[]
  onOpen: (entry: CalendarEntry) => void
}

function Day({ day, entries, onOpen }: DayProps) {
  const end = dayAfter(day, 1).getTime()
  const here = entries.filter(({ at }) => at >= day.getTime() && at < end)
  const isToday = dayAfter(new Date(), 0).getTime() === day.getTime()
  const name = new Intl.DateTimeFormat(locale(), {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
  }).format(day)
  return (
    <section
      aria-label={name}
      className="flex min-h-24 min-w-0 flex-col gap-1 border-e border-b border-line p-2"
    >
      <h3 className={clsx('px-1 text-sm font-medium', isToday ? 'text-accent-text' : 'text-muted')}>
        {name}
      </h3>
      {here.map((entry) => (
        <Entry key={entry.id} entry={entry} onOpen={onOpen} />
      ))}
    </section>
  )
}

function Entry({ entry, onOpen }: { entry: CalendarEntry; onOpen: DayProps['onOpen'] }) {
  const time = new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(entry.at)
  const movable = entry.status === 'queued'
  return (
    <button
      type="button"
      disabled={!movable}
      title={`${entry.title}\n${entry.destination}`}
      onClick={() => {
        onOpen(entry)
      }}
      className={clsx(
        'flex flex-col rounded-md px-2 py-1 text-start text-sm',
        entry.parked
          ? 'bg-warning-soft text-text'
          : movable
            ? 'bg-accent-soft text-text hover:brightness-95'
            : 'bg-soft text-muted',
      )}
    >
      <span className="flex gap-1.5 tabular-nums">
        {time}
        {entry.parked && <span className="truncate">{t('publish.calendar.parked')}</span>}
        {!movable && <span className="truncate">{t('publish.calendar.done')}</span>}
      </span>
      <span className="w-full truncate font-medium">{entry.title}</span>
    </button>
  )
}
