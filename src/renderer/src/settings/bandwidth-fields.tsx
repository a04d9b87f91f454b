import { formatBytes } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { Select } from '../ui/select.tsx'
import { HoursFields, weekdays } from './hours-fields.tsx'
import type { SettingProps } from './setting.ts'
import { Field } from '../ui/field.tsx'

const rates = [100e3, 250e3, 500e3, 1e6, 2e6, 5e6, 10e6, 25e6, 50e6]

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

/** How fast downloads may be, and when otherwise. */
export function BandwidthFields({ settings: { bandwidth }, change }: SettingProps) {
  return (
    <Field label={t('downloads.limit')} hint={t('downloads.limitHint')}>
      <RateSelect
        label={t('downloads.limit')}
        value={bandwidth.bytesPerSecond}
        onChange={(bytesPerSecond) => {
          change({ bandwidth: { ...bandwidth, bytesPerSecond } })
        }}
      />
      <HoursFields
        label={t('downloads.hours')}
        value={bandwidth.windows}
        another={{ days: [...weekdays], from: '09:00', to: '17:00', bytesPerSecond: 1e6 }}
        onChange={(windows) => {
          change({ bandwidth: { ...bandwidth, windows } })
        }}
      >
        {(hours, changeHours) => (
          <RateSelect
            label={t('downloads.limit')}
            value={hours.bytesPerSecond}
            onChange={(bytesPerSecond) => {
              changeHours({ bytesPerSecond })
            }}
          />
        )}
      </HoursFields>
    </Field>
  )
}
