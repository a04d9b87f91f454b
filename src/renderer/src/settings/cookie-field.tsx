import { t } from '../../../shared/language.ts'
import type { ToolSettingsSection } from '../../../shared/settings/tools.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Select } from '../ui/select.tsx'

interface CookieFieldProps {
  value: ToolSettingsSection
  onChange: (value: ToolSettingsSection) => void
}

/** Whose cookies yt-dlp may take. */
export function CookieField({ value, onChange }: CookieFieldProps) {
  const from = value.cookies?.from ?? 'none'
  return (
    <div data-setting="tools.cookies" className="flex flex-col gap-1">
      <span className="text-sm font-medium">{t('tools.cookies')}</span>
      <Select
        label={t('tools.cookies')}
        value={from}
        options={(['none', 'file', 'firefox'] as const).map((choice) => ({
          value: choice,
          name: t(`tools.cookiesFrom.${choice}`),
        }))}
        onChange={(chosen) => {
          if (chosen === 'none') onChange({ ...value, cookies: null })
          else if (chosen === 'firefox') {
            onChange({ ...value, cookies: { from: 'firefox', profile: 'default-release' } })
          } else attempt(() => chooseFile(value, onChange))
        }}
      />
      {value.cookies?.from === 'firefox' && (
        <input
          type="text"
          aria-label={t('tools.profile')}
          defaultValue={value.cookies.profile}
          spellCheck={false}
          onBlur={(event) => {
            const profile = event.target.value.trim()
            if (profile !== '') onChange({ ...value, cookies: { from: 'firefox', profile } })
          }}
          className="h-8 rounded-md border border-line-strong bg-surface px-2.5 text-text shadow-low select-text"
        />
      )}
      <span className="text-sm break-words text-muted">
        {value.cookies?.from === 'file' ? value.cookies.path : t('tools.cookiesHint')}
      </span>
    </div>
  )
}

async function chooseFile(
  value: ToolSettingsSection,
  onChange: (value: ToolSettingsSection) => void,
): Promise<void> {
  const [path] = await call('source.choose', { what: 'cookies' })
  if (path !== undefined) onChange({ ...value, cookies: { from: 'file', path } })
}
