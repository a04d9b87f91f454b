import { useId, useState } from 'react'
import { Plus, X } from 'lucide-react'
import { formatBytes } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { BandwidthWindow } from '../../../shared/settings/bandwidth.ts'
import { localHostSchema } from '../../../shared/settings/network.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { toast } from '../ui/toast.tsx'

type DownloadSettings = Pick<Settings, 'bandwidth' | 'disk' | 'network' | 'sites'>

interface DownloadFieldsProps {
  value: DownloadSettings
  onChange: (changes: Partial<DownloadSettings>) => void
}

const rates = [100e3, 250e3, 500e3, 1e6, 2e6, 5e6, 10e6, 25e6, 50e6]
const reserves = [0, 500e6, 1e9, 2e9, 5e9, 10e9, 25e9, 50e9, 100e9]
const field = 'h-8 rounded-md border border-line-strong bg-surface px-2.5 select-text'

/** How fast and how gently downloads are fetched, and from where. */
export function DownloadFields({ value, onChange }: DownloadFieldsProps) {
  const { bandwidth, disk, network, sites } = value
  return (
    <>
      <div className="flex flex-col gap-1">
        <span className="font-medium">{t('downloads.limit')}</span>
        <RateSelect
          label={t('downloads.limit')}
          value={bandwidth.bytesPerSecond}
          onChange={(bytesPerSecond) => {
            onChange({ bandwidth: { ...bandwidth, bytesPerSecond } })
          }}
        />
        <span className="text-sm text-muted">{t('downloads.limitHint')}</span>
        <Hours
          value={bandwidth.windows}
          onChange={(windows) => {
            onChange({ bandwidth: { ...bandwidth, windows } })
          }}
        />
      </div>
      <Choice
        label={t('downloads.perSite')}
        hint={t('downloads.perSiteHint')}
        value={sites.perSite}
        options={[1, 2, 3, 4, 6, 8]}
        nameOf={String}
        onChange={(perSite) => {
          onChange({ sites: { ...sites, perSite } })
        }}
      />
      <Choice
        label={t('downloads.reserve')}
        hint={t('downloads.reserveHint')}
        value={disk.reserveBytes}
        options={reserves}
        nameOf={formatBytes}
        onChange={(reserveBytes) => {
          onChange({ disk: { reserveBytes } })
        }}
      />
      <LocalHosts
        value={network}
        onChange={(changed) => {
          onChange({ network: changed })
        }}
      />
    </>
  )
}

interface ChoiceProps {
  label: string
  hint: string
  value: number
  options: readonly number[]
  nameOf: (value: number) => string
  onChange: (value: number) => void
}

/** One of some figures; one set elsewhere stays among them. */
function Choice({ label, hint, value, options, nameOf, onChange }: ChoiceProps) {
  const all = [...new Set([...options, value])].sort((a, b) => a - b)
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{label}</span>
      <Select
        label={label}
        value={String(value)}
        options={all.map((one) => ({ value: String(one), name: nameOf(one) }))}
        onChange={(chosen) => {
          onChange(Number(chosen))
        }}
      />
      <span className="text-sm text-muted">{hint}</span>
    </div>
  )
}

interface RateSelectProps {
  label: string
  value: number | null
  onChange: (value: number | null) => void
}

function RateSelect({ label, value, onChange }: RateSelectProps) {
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
function Hours({ value, onChange }: HoursProps) {
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

interface LocalHostsProps {
  value: Settings['network']
  onChange: (value: Settings['network']) => void
}

/** What of the user's own network sources may be fetched from. */
function LocalHosts({ value, onChange }: LocalHostsProps) {
  const id = useId()
  const [text, setText] = useState(value.localHosts.join('\n'))
  const save = (): void => {
    const hosts = [...new Set(text.split(/[\s,]+/).filter((host) => host !== ''))]
    const wrong = hosts.find((host) => !localHostSchema.safeParse(host).success)
    if (wrong === undefined) onChange({ ...value, localHosts: hosts })
    else toast({ tone: 'danger', title: t('downloads.invalidHost', { host: wrong }) })
  }
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t('downloads.localTitle')}
      </label>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        disabled={value.allowLocal}
        className="rounded-md border border-line-strong bg-surface px-2.5 py-1.5 font-mono text-sm select-text disabled:opacity-50"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
        }}
        onBlur={save}
      />
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={value.allowLocal}
          onChange={({ target }) => {
            onChange({ ...value, allowLocal: target.checked })
          }}
        />
        {t('downloads.allowAll')}
      </label>
      <span className="text-sm text-muted">{t('downloads.localHint')}</span>
    </div>
  )
}
