import { t } from '../../../shared/language.ts'
import type { Settings } from '../../../shared/settings.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'
import { AppearanceFields } from './appearance-fields.tsx'
import { ConcurrencyFields } from './concurrency-fields.tsx'
import { DownloadFields } from './download-fields.tsx'
import { FolderField } from './folder-field.tsx'
import { PresetField } from './preset-field.tsx'
import { YtDlpField } from './ytdlp-field.tsx'
import { ScrollArea } from '../ui/scroll-area.tsx'

/** Everything that can be set. Each change counts at once. */
export function SettingsView() {
  const settings = useApp((state) => state.settings)
  const version = useApp((state) => state.info?.version ?? '')
  if (!settings) return null
  const change = (changes: Partial<Settings>): void => {
    attempt(() => saveSettings(changes))
  }
  return (
    <ScrollArea>
      <div className="mx-auto flex max-w-160 flex-col gap-6 p-6">
        <header className="flex items-baseline gap-3">
          <h2 className="grow text-xl font-semibold">{t('settings.title')}</h2>
          <p className="text-sm text-muted">{t('settings.version', { version })}</p>
        </header>
        <PresetField
          value={settings.preset}
          onChange={(preset) => {
            change({ preset })
          }}
        />
        <FolderField
          label={t('settings.publishTo')}
          hint={t('settings.publishToHint')}
          value={settings.publishFolder}
          onChange={(publishFolder) => {
            change({ publishFolder })
          }}
        />
        <FolderField
          label={t('settings.library')}
          hint={t('settings.libraryHint')}
          value={settings.libraryFolder}
          onChange={(libraryFolder) => {
            change({ libraryFolder })
          }}
        />
        <ConcurrencyFields
          value={settings.concurrency}
          onChange={(concurrency) => {
            change({ concurrency })
          }}
        />
        <YtDlpField
          value={settings.tools}
          onChange={(tools) => {
            change({ tools })
          }}
        />
        <DownloadFields value={settings} onChange={change} />
        <AppearanceFields
          value={settings.window}
          onChange={(window) => {
            change({ window })
          }}
        />
      </div>
    </ScrollArea>
  )
}
