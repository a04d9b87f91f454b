import { useEffect, useState } from 'react'
import type { DiagnosticFile } from '../../../shared/calls/settings.ts'
import { formatBytes } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { openDialog, useUi } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.ts'

const close = (): void => {
  openDialog(null)
}

/** Everything that goes into the diagnostics, to be read before it is saved. */
export function DiagnosticsDialog() {
  const isOpen = useUi((state) => state.dialog === 'diagnostics')
  return (
    <Dialog
      open={isOpen}
      onClose={close}
      wide
      title={t('settings.diagnostics')}
      description={t('settings.diagnosticsText')}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button look="primary" onClick={save}>
            {t('settings.diagnosticsSave')}
          </Button>
        </>
      }
    >
      {isOpen && <Files />}
    </Dialog>
  )
}

function Files() {
  const [files, setFiles] = useState<readonly DiagnosticFile[] | null>(null)
  useEffect(() => {
    let isHere = true
    attempt(async () => {
      const collected = await call('diagnostics.collect', undefined)
      if (isHere) setFiles(collected)
    })
    return () => {
      isHere = false
    }
  }, [])
  if (files === null) return <p role="status">{t('settings.diagnosticsReading')}</p>
  return (
    <div className="flex flex-col gap-1">
      {files.map(({ name, text }) => (
        <details key={name} className="rounded-md border border-line bg-surface">
          <summary className="flex cursor-default items-baseline gap-2 rounded-md px-3 py-1.5 hover:bg-hover">
            <span className="grow font-medium">{name}</span>
            <span className="text-sm text-muted tabular-nums">{formatBytes(text.length)}</span>
          </summary>
          <pre
            tabIndex={0}
            className="selectable max-h-64 overflow-auto border-t border-line p-3 font-mono text-xs whitespace-pre-wrap break-all"
          >
            {text}
          </pre>
        </details>
      ))}
    </div>
  )
}

function save(): void {
  attempt(async () => {
    const { saved } = await call('diagnostics.save', undefined)
    if (!saved) return
    close()
    toast({ tone: 'success', title: t('settings.diagnosticsSaved') })
  })
}
