import { formatBytes, formatCount, formatDuration } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { BandwidthFields } from './bandwidth-fields.tsx'
import { LocalHosts } from './local-hosts-field.tsx'
import type { Setting } from './setting.ts'
import { YtDlpField } from './ytdlp-field.tsx'
import { Choice } from '../ui/field.tsx'

const reserves = [0, 500e6, 1e9, 2e9, 5e9, 10e9, 25e9, 50e9, 100e9]

/** How fast and how gently downloads are fetched, and from where. */
export const downloadSettings: readonly Setting[] = [
  {
    texts: ['downloads.limit', 'downloads.limitHint', 'downloads.hours'],
    View: BandwidthFields,
  },
  {
    texts: ['downloads.perSite', 'downloads.perSiteHint'],
    View: ({ settings: { sites }, change }) => (
      <Choice
        label={t('downloads.perSite')}
        hint={t('downloads.perSiteHint')}
        value={sites.perSite}
        options={[1, 2, 3, 4, 6, 8]}
        nameOf={String}
        onChange={(perSite) => {
          change({ sites: { ...sites, perSite } })
        }}
      />
    ),
  },
  {
    texts: ['tools.ytDlp', 'tools.ytDlpHint', 'tools.cookies', 'tools.cookiesHint'],
    View: ({ settings, change }) => (
      <YtDlpField
        value={settings.tools}
        onChange={(tools) => {
          change({ tools })
        }}
      />
    ),
  },
  {
    texts: ['downloads.localTitle', 'downloads.localHint', 'downloads.allowAll'],
    View: ({ settings, change }) => (
      <LocalHosts
        value={settings.network}
        onChange={(network) => {
          change({ network })
        }}
      />
    ),
  },
  {
    texts: ['settings.settle', 'settings.settleHint'],
    View: ({ settings: { sources }, change }) => (
      <Choice
        label={t('settings.settle')}
        hint={t('settings.settleHint')}
        value={sources.settleSeconds}
        options={[2, 5, 15, 60, 300]}
        nameOf={formatDuration}
        onChange={(settleSeconds) => {
          change({ sources: { ...sources, settleSeconds } })
        }}
      />
    ),
  },
]

/** What is kept free, and what is kept. */
export const storageSettings: readonly Setting[] = [
  {
    texts: ['downloads.reserve', 'downloads.reserveHint'],
    View: ({ settings: { disk }, change }) => (
      <Choice
        label={t('downloads.reserve')}
        hint={t('downloads.reserveHint')}
        value={disk.reserveBytes}
        options={reserves}
        nameOf={formatBytes}
        onChange={(reserveBytes) => {
          change({ disk: { ...disk, reserveBytes } })
        }}
      />
    ),
  },
  {
    texts: ['settings.historyDays', 'settings.historyHint'],
    View: ({ settings: { history }, change }) => (
      <Choice
        label={t('settings.historyDays')}
        hint={t('settings.historyHint')}
        value={history.days}
        options={[30, 90, 180, 365, 1_095]}
        nameOf={(days) => t('settings.days', { count: days })}
        onChange={(days) => {
          change({ history: { ...history, days } })
        }}
      />
    ),
  },
  {
    texts: ['settings.historyJobs', 'settings.historyHint'],
    View: ({ settings: { history }, change }) => (
      <Choice
        label={t('settings.historyJobs')}
        value={history.jobs}
        options={[10_000, 50_000, 200_000, 1_000_000]}
        nameOf={formatCount}
        onChange={(jobs) => {
          change({ history: { ...history, jobs } })
        }}
      />
    ),
  },
]
