import { languageNames, languages, t } from '../../../shared/language.ts'
import { windowSettingsSchema } from '../../../shared/settings/window.ts'
import type { Setting } from './setting.ts'
import { Check, Choice } from '../ui/field.tsx'

const { language, theme } = windowSettingsSchema.shape
const checks = ['notifications', 'keepAwake', 'startAtLogin'] as const

/** How Spool looks and speaks, and how it fits into the desktop. */
export const windowSettings: readonly Setting[] = [
  {
    texts: ['settings.language'],
    View: ({ settings: { window }, change }) => (
      <Choice
        label={t('settings.language')}
        value={window.language}
        options={['system', ...languages]}
        nameOf={(tag) => (tag === 'system' ? t('settings.languageSystem') : languageNames[tag])}
        onChange={(tag) => {
          change({ window: { ...window, language: language.parse(tag) } })
        }}
      />
    ),
  },
  {
    texts: ['settings.theme'],
    View: ({ settings: { window }, change }) => (
      <Choice
        label={t('settings.theme')}
        value={window.theme}
        options={['system', 'light', 'dark']}
        nameOf={(name) => t(`settings.themes.${name}`)}
        onChange={(name) => {
          change({ window: { ...window, theme: theme.parse(name) } })
        }}
      />
    ),
  },
  ...checks.map((name): Setting => ({
    texts: [`settings.${name}`],
    View: ({ settings: { window }, change }) => (
      <Check
        label={t(`settings.${name}`)}
        checked={window[name]}
        onChange={(checked) => {
          change({ window: { ...window, [name]: checked } })
        }}
      />
    ),
  })),
]
