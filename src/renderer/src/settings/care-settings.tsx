import { t } from '../../../shared/language.ts'
import { openDialog } from '../app/ui-store.ts'
import { Button } from '../ui/button.tsx'
import { exportSettings, readSettingsFile } from './transfer.ts'
import type { Setting } from './setting.ts'
import { Field } from '../ui/field.tsx'

/** The settings as a whole, and what to tell when something is wrong. */
export const careSettings: readonly Setting[] = [
  {
    texts: ['settings.transfer', 'settings.transferHint', 'settings.export', 'settings.import'],
    View: () => (
      <Field label={t('settings.transfer')} hint={t('settings.transferHint')}>
        <div className="flex gap-2">
          <Button onClick={exportSettings}>{t('settings.export')}</Button>
          <Button onClick={readSettingsFile}>{t('settings.import')}</Button>
        </div>
      </Field>
    ),
  },
  {
    texts: ['settings.diagnostics', 'settings.diagnosticsHint'],
    View: () => (
      <Field label={t('settings.diagnostics')} hint={t('settings.diagnosticsHint')}>
        <Button
          className="self-start"
          onClick={() => {
            openDialog('diagnostics')
          }}
        >
          {t('settings.diagnosticsOpen')}
        </Button>
      </Field>
    ),
  },
]
