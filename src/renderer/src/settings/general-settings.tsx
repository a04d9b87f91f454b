import { t } from '../../../shared/language.ts'
import { FolderField } from './folder-field.tsx'
import { NameTemplate } from './name-template-field.tsx'
import { PresetField } from './preset-field.tsx'
import type { Setting } from './setting.ts'

/** What is made of videos, and where it is kept. */
export const generalSettings: readonly Setting[] = [
  {
    texts: ['settings.preset'],
    View: ({ settings, change }) => (
      <PresetField
        value={settings.preset}
        onChange={(preset) => {
          change({ preset })
        }}
      />
    ),
  },
  {
    texts: ['settings.publishTo', 'settings.publishToHint'],
    View: ({ settings, change }) => (
      <FolderField
        label={t('settings.publishTo')}
        hint={t('settings.publishToHint')}
        value={settings.publishFolder}
        onChange={(publishFolder) => {
          change({ publishFolder })
        }}
      />
    ),
  },
  {
    texts: ['settings.library', 'settings.libraryHint'],
    View: ({ settings, change }) => (
      <FolderField
        label={t('settings.library')}
        hint={t('settings.libraryHint')}
        value={settings.libraryFolder}
        onChange={(libraryFolder) => {
          change({ libraryFolder })
        }}
      />
    ),
  },
  {
    texts: ['downloads.nameTemplate', 'downloads.nameHint'],
    View: ({ settings, change }) => (
      <NameTemplate
        value={settings.names.download}
        onChange={(download) => {
          change({ names: { ...settings.names, download } })
        }}
      />
    ),
  },
]
