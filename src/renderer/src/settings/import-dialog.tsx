import { t } from '../../../shared/language.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { forgetSettingsFile, importSettings, useSettingsFile } from './transfer.ts'

/** What a file of settings would change, before it does. */
export function ImportDialog() {
  const file = useSettingsFile((state) => state.file)
  return (
    <Dialog
      open={file !== null}
      onClose={forgetSettingsFile}
      wide
      title={t('settings.importTitle', { count: file?.changes.length ?? 0 })}
      description={t('settings.importText')}
      footer={
        <>
          <Button onClick={forgetSettingsFile}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            onClick={() => {
              if (file) importSettings(file)
            }}
          >
            {t('settings.importYes')}
          </Button>
        </>
      }
    >
      <dl tabIndex={0} className="selectable flex flex-col gap-2 text-sm">
        {file?.changes.map(({ path, from, to }) => (
          <div key={path}>
            <dt className="font-mono font-medium break-all">{path}</dt>
            <dd className="break-words text-muted">{t('settings.fromTo', { from, to })}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
