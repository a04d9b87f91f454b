import { clsx } from 'clsx'
import { useState, type DragEvent } from 'react'
import { locale, t } from '../../../shared/language.ts'
import type { CalendarEntry } from '../../../shared/schedule.ts'
import { moveTo } from './actions.ts'

/** Midnight of a day some days after this one, by this machine's clock. */
export function dayAfter(start: Date, days: number): Date {
  return new Date(start.getFullYear(), start.getMonth(), start.getDate() + days)
}

/** The same time by the clock on another day. */
function onDay(at: number, day: Date): number {
  const time = new Date(at)
  const there = new Date(day)
  there.setHours(time.getHours(), time.getMinutes(), time.getSeconds())
  return there.getTime()
}

const dragged = 'application/x-spool-publication'

interface DayProps {
  day: Date
  entries: readonly CalendarEntry[]
  onOpen: (entry: CalendarEntry) => void
}

/** What goes out on one day; what is dragged here goes out then. */
export function Day({ day, entries, onOpen }: DayProps) {
  const [over, setOver] = useState(false)
  const end = dayAfter(day, 1).getTime()
  const here = entries.filter(({ at }) => at >= day.getTime() && at < end)
  const isToday = dayAfter(new Date(), 0).getTime() === day.getTime()
  const name = new Intl.DateTimeFormat(locale(), {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
  }).format(day)
  const takes = (event: DragEvent): boolean =>
    end > Date.now() && event.dataTransfer.types.includes(dragged)
  return (
    <section
      aria-label={name}
      className={clsx(
        'flex min-h-24 min-w-0 flex-col gap-1 border-e border-b border-line p-2',
        over && 'bg-selected',
      )}
      onDragOver={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => {
        setOver(false)
      }}
      onDrop={(event) => {
        setOver(false)
        if (!takes(event)) return
        event.preventDefault()
        const id = Number(event.dataTransfer.getData(dragged))
        const entry = entries.find((one) => one.id === id)
        if (entry) moveTo(entry.id, onDay(entry.at, day))
      }}
    >
      <h2 className={clsx('px-1 text-sm font-medium', isToday ? 'text-accent-text' : 'text-muted')}>
        {name}
      </h2>
      {here.map((entry) => (
        <Entry key={entry.id} entry={entry} onOpen={onOpen} />
      ))}
    </section>
  )
}

/** How an entry that is no more to be moved stands. */
function stateOf({ status, parked }: CalendarEntry): string | null {
  if (parked) return t('publish.calendar.parked')
  switch (status) {
    case 'completed':
      return t('publish.calendar.done')
    case 'failed':
      return t('publish.calendar.failed')
    case 'processing':
      return t('publish.calendar.running')
    default:
      return null
  }
}

const looks = {
  movable: 'bg-accent-soft text-text hover:brightness-95',
  parked: 'bg-warning-soft text-text',
  failed: 'bg-danger-soft text-text',
  over: 'bg-soft text-muted',
}

function lookOf({ status, parked }: CalendarEntry): keyof typeof looks {
  if (parked) return 'parked'
  if (status === 'queued') return 'movable'
  return status === 'failed' ? 'failed' : 'over'
}

function Entry({ entry, onOpen }: { entry: CalendarEntry; onOpen: DayProps['onOpen'] }) {
  const time = new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(entry.at)
  const movable = entry.status === 'queued'
  const state = stateOf(entry)
  const shift = (days: number): void => {
    moveTo(entry.id, onDay(entry.at, dayAfter(new Date(entry.at), days)))
  }
  return (
    <button
      type="button"
      disabled={!movable}
      draggable={movable}
      title={`${entry.title}\n${entry.destination}`}
      aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
      onDragStart={(event) => {
        event.dataTransfer.setData(dragged, String(entry.id))
        event.dataTransfer.effectAllowed = 'move'
      }}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return
        event.preventDefault()
        shift(event.key === 'ArrowRight' ? 1 : -1)
      }}
      onClick={() => {
        onOpen(entry)
      }}
      className={clsx(
        'flex flex-col rounded-md px-2 py-1 text-start text-sm',
        looks[lookOf(entry)],
      )}
    >
      <span className="flex gap-1.5 tabular-nums">
        {time}
        {state !== null && <span className="truncate">{state}</span>}
      </span>
      <span className="w-full truncate font-medium">{entry.title}</span>
    </button>
  )
}
