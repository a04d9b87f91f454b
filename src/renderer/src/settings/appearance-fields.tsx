import { languageNames, languages, t } from '../../../shared/language.ts'
import { windowSettingsSchema, type WindowSettings } from '../../../shared/settings/window.ts'
import { Select } from '../ui/select.tsx'

interface AppearanceFieldsProps {
  value: WindowSettings
  onChange: (value: WindowSettings) => void
}

export function AppearanceFields({ value, onChange }: AppearanceFieldsProps) {
  const { language, theme } = windowSettingsSchema.shape
  return (
    <>
      <div className="flex flex-col gap-1">
        <span className="font-medium">{t('settings.language')}</span>
        <Select
          label={t('settings.language')}
          value={value.language}
          options={[
            { value: 'system', name: t('settings.languageSystem') },
            ...languages.map((tag) => ({ value: tag, name: languageNames[tag] })),
          ]}
          onChange={(tag) => {
            onChange({ ...value, language: language.parse(tag) })
          }}
        />
      </div>
      <div className="flex flex-col gap-1">
        <span className="font-medium">{t('settings.theme')}</span>
        <Select
          label={t('settings.theme')}
          value={value.theme}
          options={(['system', 'light', 'dark'] as const).map((name) => ({
            value: name,
            name: t(`settings.themes.${name}`),
          }))}
          onChange={(name) => {
            onChange({ ...value, theme: theme.parse(name) })
          }}
        />
      </div>
      {(['notifications', 'keepAwake', 'startAtLogin'] as const).map((name) => (
        <label key={name} className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={value[name]}
            className="size-4 accent-accent"
            onChange={(event) => {
              onChange({ ...value, [name]: event.target.checked })
            }}
          />
          {t(`settings.${name}`)}
        </label>
      ))}
    </>
  )
}
