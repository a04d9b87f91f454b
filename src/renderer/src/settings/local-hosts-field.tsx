import { useId, useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { Settings } from '../../../shared/settings.ts'
import { localHostSchema } from '../../../shared/settings/network.ts'
import { toast } from '../ui/toast.ts'

interface LocalHostsProps {
  value: Settings['network']
  onChange: (value: Settings['network']) => void
}

/** What of the user's own network sources may be fetched from. */
export function LocalHosts({ value, onChange }: LocalHostsProps) {
  const id = useId()
  const [text, setText] = useState(value.localHosts.join('\n'))
  const save = (): void => {
    const hosts = [...new Set(text.split(/[\s,]+/).filter((host) => host !== ''))]
    const wrong = hosts.find((host) => !localHostSchema.safeParse(host).success)
    if (wrong === undefined) onChange({ ...value, localHosts: hosts })
    else toast({ tone: 'danger', title: t('downloads.invalidHost', { host: wrong }) })
  }
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t('downloads.localTitle')}
      </label>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        disabled={value.allowLocal}
        className="rounded-md border border-line-strong bg-surface px-2.5 py-1.5 font-mono text-sm select-text disabled:opacity-50"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
        }}
        onBlur={save}
      />
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={value.allowLocal}
          onChange={({ target }) => {
            onChange({ ...value, allowLocal: target.checked })
          }}
        />
        {t('downloads.allowAll')}
      </label>
      <span className="text-sm text-muted">{t('downloads.localHint')}</span>
    </div>
  )
}
