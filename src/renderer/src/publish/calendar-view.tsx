import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { CalendarEntry } from '../../../shared/schedule.ts'
import { call } from '../lib/bridge.ts'
import { useReading } from '../lib/use-reading.ts'
import { Button } from '../ui/button.tsx'
import { Shown } from '../ui/shown.tsx'
import { dayAfter, Day } from './calendar-day.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { usePublish } from './publish-store.ts'
import { SlotsDialog } from './slots-dialog.tsx'

const daysShown = 7

/** A week of what goes out and what went out. */
export function CalendarView() {
  const [start, setStart] = useState(() => dayAfter(new Date(), 0))
  const [opened, setOpened] = useState<CalendarEntry | null>(null)
  const [slots, setSlots] = useState(false)
  const approved = usePublish((state) => state.approved)
  const reading = useReading(() => {
    const range = { from: start.getTime(), to: dayAfter(start, daysShown).getTime() }
    return call('schedule.calendar', range)
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
      <Shown reading={reading} unreadable={t('publish.calendar.unreadable')}>
        {(entries) => (
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
        )}
      </Shown>
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
