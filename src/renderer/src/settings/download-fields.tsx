import { formatBytes } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { Settings } from '../../../shared/settings.ts'
import { Select } from '../ui/select.tsx'
import { BandwidthHours, RateSelect } from './bandwidth-fields.tsx'
import { LocalHosts } from './local-hosts-field.tsx'
import { NameTemplate } from './name-template-field.tsx'

type DownloadSettings = Pick<Settings, 'bandwidth' | 'disk' | 'names' | 'network' | 'sites'>

interface DownloadFieldsProps {
  value: DownloadSettings
  onChange: (changes: Partial<DownloadSettings>) => void
}

const reserves = [0, 500e6, 1e9, 2e9, 5e9, 10e9, 25e9, 50e9, 100e9]

/** How fast and how gently downloads are fetched, and from where. */
export function DownloadFields({ value, onChange }: DownloadFieldsProps) {
  const { bandwidth, disk, names, network, sites } = value
  return (
    <>
      <NameTemplate
        value={names.download}
        onChange={(download) => {
          onChange({ names: { ...names, download } })
        }}
      />
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
        <BandwidthHours
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
