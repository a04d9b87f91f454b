import { t } from '../../../shared/language.ts'
import { goTo, openDialog } from '../app/ui-store.ts'
import { Button } from '../ui/button.tsx'
import { exportSettings, readSettingsFile } from './transfer.ts'
import type { Setting } from './setting.ts'
import { Field } from '../ui/field.tsx'

/** What is set on a screen of its own. */
export const publishSettings: readonly Setting[] = [
  {
    texts: ['settings.publishing', 'settings.publishingHint'],
    View: () => (
      <Field label={t('settings.publishing')} hint={t('settings.publishingHint')}>
        <Button
          className="self-start"
          onClick={() => {
            goTo('publish')
          }}
        >
          {t('settings.openPublish')}
        </Button>
      </Field>
    ),
  },
]

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
