import { FolderOpen } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'

interface FolderFieldProps {
  label: string
  hint?: string
  value: string
  onChange: (path: string) => void
}

/** A folder and the button to choose another. */
export function FolderField({ label, hint, value, onChange }: FolderFieldProps) {
  const choose = (): void => {
    attempt(async () => {
      const [path] = await call('source.choose', { what: 'folder' })
      if (path !== undefined) onChange(path)
    })
  }
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1">
      <span className="font-medium">{label}</span>
      <div className="flex gap-2">
        <span
          className="flex h-8 min-w-0 grow items-center gap-2 rounded-md border border-line bg-sunken px-2.5"
          title={value}
        >
          <FolderOpen className="size-4 shrink-0 text-muted" aria-hidden />
          <bdi dir="ltr" className="selectable truncate">
            {value}
          </bdi>
        </span>
        <Button aria-label={t('settings.chooseFolder', { label })} onClick={choose}>
          {t('common.choose')}
        </Button>
      </div>
      {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
    </div>
  )
}
