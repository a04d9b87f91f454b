import { clsx } from 'clsx'
import { useState } from 'react'
import { locale, t } from '../../../shared/language.ts'
import { evenTimes, everyDay, spreadRuleSchema } from '../../../shared/schedule.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { textField } from './field.ts'

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
/** A Monday, to name the days of a week by. */
const monday = Date.UTC(2026, 0, 5)

/** At which times of which days approved publications go out. */
export function SlotsDialog({ onClose }: { onClose: () => void }) {
  const settings = useApp((state) => state.settings)
  return settings ? <Slots review={settings.review} onClose={onClose} /> : null
}

type Review = NonNullable<ReturnType<typeof useApp.getState>['settings']>['review']

function Slots({ review, onClose }: { review: Review; onClose: () => void }) {
  const { spread } = review
  const [times, setTimes] = useState(spread?.times.join(', ') ?? '09:00, 18:00')
  const [days, setDays] = useState<readonly number[]>(spread?.days ?? everyDay)
  const [timeZone, setTimeZone] = useState(spread?.timeZone ?? ownZone())
  const rule = spreadRuleSchema.safeParse({
    times: times.split(/[\s,]+/).filter(Boolean),
    days: [...days],
    timeZone,
  })
  const save = (next: Review['spread']): void => {
    onClose()
    attempt(() => saveSettings({ review: { ...review, spread: next } }))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('publish.slots.title')}
      description={t('publish.slots.text')}
      footer={
        <>
          {spread && (
            <Button
              onClick={() => {
                save(null)
              }}
            >
              {t('publish.slots.off')}
            </Button>
          )}
          <Button
            look="primary"
            disabled={!rule.success}
            onClick={() => {
              if (rule.success) save(rule.data)
            }}
          >
            {t('publish.slots.save')}
          </Button>
        </>
      }
    >
      <label className="flex flex-col gap-1">
        <span className="font-medium">{t('publish.slots.times')}</span>
        <input
          type="text"
          className={textField}
          value={times}
          onChange={(event) => {
            setTimes(event.target.value)
          }}
        />
      </label>
      <Evenly
        onSpread={(spread) => {
          setTimes(spread.join(', '))
        }}
      />
      <div role="group" aria-label={t('publish.slots.days')} className="flex gap-1">
        {everyDay.map((day) => (
          <DayToggle
            key={day}
            day={day}
            on={days.includes(day)}
            onToggle={() => {
              setDays(days.includes(day) ? days.filter((one) => one !== day) : [...days, day])
            }}
          />
        ))}
      </div>
      <label className="flex flex-col gap-1">
        <span className="font-medium">{t('publish.slots.zone')}</span>
        <input
          type="text"
          className={textField}
          value={timeZone}
          list="time-zones"
          onChange={(event) => {
            setTimeZone(event.target.value)
          }}
        />
        <datalist id="time-zones">
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </label>
      {!rule.success && <p className="text-sm text-danger">{t('publish.slots.wrong')}</p>}
    </Dialog>
  )
}

/** So many times a day between two hours, filled in as times. */
function Evenly({ onSpread }: { onSpread: (times: string[]) => void }) {
  const [perDay, setPerDay] = useState('3')
  const [first, setFirst] = useState('09:00')
  const [last, setLast] = useState('21:00')
  const count = Number(perDay)
  const isRight = Number.isInteger(count) && count >= 1 && count <= 96 && first < last
  return (
    <div className="flex flex-wrap items-center gap-2 text-muted">
      <input
        type="number"
        min={1}
        max={96}
        aria-label={t('publish.slots.perDay')}
        className={clsx(textField, 'w-16! shrink-0')}
        value={perDay}
        onChange={(event) => {
          setPerDay(event.target.value)
        }}
      />
      <TimeOfDay label={t('publish.slots.between')} value={first} onChange={setFirst} />
      –
      <TimeOfDay label={t('publish.slots.and')} value={last} onChange={setLast} />
      <Button
        small
        disabled={!isRight}
        onClick={() => {
          onSpread(evenTimes(count, first, last))
        }}
      >
        {t('publish.slots.spread')}
      </Button>
    </div>
  )
}

function DayToggle({ day, on, onToggle }: { day: number; on: boolean; onToggle: () => void }) {
  const at = monday + (day - 1) * 86_400_000
  const name = (weekday: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale(), { weekday, timeZone: 'UTC' }).format(at)
  return (
    <button
      type="button"
      aria-pressed={on}
      title={name('long')}
      onClick={onToggle}
      className={clsx(
        'h-8 grow rounded-md border font-medium',
        on ? 'border-transparent bg-accent text-on-accent' : 'border-line-strong text-muted',
      )}
    >
      {name('short')}
    </button>
  )
}

interface TimeOfDayProps {
  label: string
  /** `09:00` */
  value: string
  onChange: (value: string) => void
}

const TimeOfDay = ({ label, value, onChange }: TimeOfDayProps) => (
  <input
    type="time"
    aria-label={label}
    className={clsx(textField, 'w-30! shrink-0')}
    value={value}
    onChange={(event) => {
      onChange(event.target.value)
    }}
  />
)
