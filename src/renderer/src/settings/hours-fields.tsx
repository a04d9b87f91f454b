import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WeekHours } from '../../../shared/hours.ts'
import { t } from '../../../shared/language.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'

const dayGroups = {
  everyDay: [0, 1, 2, 3, 4, 5, 6],
  weekdays: [1, 2, 3, 4, 5],
  weekend: [0, 6],
} as const
type DayGroup = keyof typeof dayGroups | 'others'
const dayGroupNames: readonly (keyof typeof dayGroups)[] = ['everyDay', 'weekdays', 'weekend']

export const weekdays: readonly number[] = dayGroups.weekdays

const groupOf = (days: readonly number[]): DayGroup =>
  dayGroupNames.find((name) => String(dayGroups[name]) === String([...days].sort())) ?? 'others'

interface HoursFieldsProps<T extends WeekHours> {
  label: string
  value: readonly T[]
  /** What another line begins as. */
  another: T
  onChange: (value: T[]) => void
  /** What a line says beside its hours. */
  children?: (hours: T, change: (changes: Partial<T>) => void) => ReactNode
}

/** Times of the week, a line each. */
export function HoursFields<T extends WeekHours>(props: HoursFieldsProps<T>) {
  const { label, value, another, onChange, children } = props
  const change = (at: number, changes: Partial<WeekHours> | Partial<T>): void => {
    onChange(value.map((hours, index) => (index === at ? { ...hours, ...changes } : hours)))
  }
  return (
    <div role="group" aria-label={label} className="mt-1 flex flex-col gap-2">
      {value.map((hours, index) => (
        <div key={index} className="flex flex-wrap items-center gap-2">
          <div className="w-48">
            <DaySelect
              days={hours.days}
              onChange={(days) => {
                change(index, { days })
              }}
            />
          </div>
          {(['from', 'to'] as const).map((edge) => (
            <input
              key={edge}
              type="time"
              aria-label={t(`downloads.${edge}`)}
              className="h-8 rounded-md border border-line-strong bg-surface px-2.5 select-text"
              value={hours[edge]}
              onChange={({ target }) => {
                if (/^\d\d:\d\d$/.test(target.value)) change(index, { [edge]: target.value })
              }}
            />
          ))}
          {children && (
            <div className="w-36">
              {children(hours, (changes) => {
                change(index, changes)
              })}
            </div>
          )}
          <Button
            look="ghost"
            iconOnly
            aria-label={t('downloads.removeHours')}
            onClick={() => {
              onChange(value.filter((_hours, at) => at !== index))
            }}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        small
        className="self-start"
        disabled={value.length >= 20}
        onClick={() => {
          onChange([...value, another])
        }}
      >
        <Plus aria-hidden />
        {t('downloads.addHours')}
      </Button>
    </div>
  )
}

interface DaySelectProps {
  days: readonly number[]
  onChange: (days: number[]) => void
}

function DaySelect({ days, onChange }: DaySelectProps) {
  const group = groupOf(days)
  const names = group === 'others' ? [...dayGroupNames, group] : dayGroupNames
  return (
    <Select
      label={t('downloads.days')}
      value={group}
      options={names.map((name) => ({
        value: name,
        name: name === 'others' ? t('settings.someDays') : t(`downloads.${name}`),
      }))}
      onChange={(chosen) => {
        const name = dayGroupNames.find((known) => known === chosen)
        if (name) onChange([...dayGroups[name]])
      }}
    />
  )
}
