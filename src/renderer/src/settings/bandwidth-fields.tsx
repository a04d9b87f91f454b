import { Plus, X } from 'lucide-react'
import { formatBytes } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { BandwidthWindow } from '../../../shared/settings/bandwidth.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'

const rates = [100e3, 250e3, 500e3, 1e6, 2e6, 5e6, 10e6, 25e6, 50e6]
const field = 'h-8 rounded-md border border-line-strong bg-surface px-2.5 select-text'

interface RateSelectProps {
  label: string
  value: number | null
  onChange: (value: number | null) => void
}

/** A rate from a few, or none. */
export function RateSelect({ label, value, onChange }: RateSelectProps) {
  const all = [...new Set([...rates, ...(value === null ? [] : [value])])].sort((a, b) => a - b)
  return (
    <Select
      label={label}
      value={value === null ? 'none' : String(value)}
      options={[
        { value: 'none', name: t('downloads.rate.none') },
        ...all.map((rate) => ({
          value: String(rate),
          name: t('downloads.rate.value', { rate: formatBytes(rate) }),
        })),
      ]}
      onChange={(chosen) => {
        onChange(chosen === 'none' ? null : Number(chosen))
      }}
    />
  )
}

const dayGroups = {
  everyDay: [0, 1, 2, 3, 4, 5, 6],
  weekdays: [1, 2, 3, 4, 5],
  weekend: [0, 6],
} as const
type DayGroup = keyof typeof dayGroups
const dayGroupNames: readonly DayGroup[] = ['everyDay', 'weekdays', 'weekend']

const groupOf = (days: readonly number[]): DayGroup =>
  dayGroupNames.find((name) => String(dayGroups[name]) === String([...days].sort())) ?? 'everyDay'

interface HoursProps {
  value: readonly BandwidthWindow[]
  onChange: (value: BandwidthWindow[]) => void
}

/** Times of the week with a limit of their own. */
export function BandwidthHours({ value, onChange }: HoursProps) {
  const change = (at: number, changes: Partial<BandwidthWindow>): void => {
    onChange(value.map((window, index) => (index === at ? { ...window, ...changes } : window)))
  }
  return (
    <div role="group" aria-label={t('downloads.hours')} className="mt-2 flex flex-col gap-2">
      {value.map((window, index) => (
        <div key={index} className="grid grid-cols-[1fr_auto_auto_1fr_auto] items-center gap-2">
          <Select
            label={t('downloads.days')}
            value={groupOf(window.days)}
            options={dayGroupNames.map((name) => ({ value: name, name: t(`downloads.${name}`) }))}
            onChange={(name) => {
              const group = dayGroupNames.find((known) => known === name) ?? 'everyDay'
              change(index, { days: [...dayGroups[group]] })
            }}
          />
          {(['from', 'to'] as const).map((edge) => (
            <input
              key={edge}
              type="time"
              aria-label={t(`downloads.${edge}`)}
              className={field}
              value={window[edge]}
              onChange={({ target }) => {
                if (/^\d\d:\d\d$/.test(target.value)) change(index, { [edge]: target.value })
              }}
            />
          ))}
          <RateSelect
            label={t('downloads.limit')}
            value={window.bytesPerSecond}
            onChange={(bytesPerSecond) => {
              change(index, { bytesPerSecond })
            }}
          />
          <Button
            look="ghost"
            iconOnly
            aria-label={t('downloads.removeHours')}
            onClick={() => {
              onChange(value.filter((_window, at) => at !== index))
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
          const days = [...dayGroups.weekdays]
          onChange([...value, { days, from: '09:00', to: '17:00', bytesPerSecond: 1e6 }])
        }}
      >
        <Plus aria-hidden />
        {t('downloads.addHours')}
      </Button>
    </div>
  )
}
