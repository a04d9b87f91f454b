import { useEffect, useState } from 'react'
import type { ToolState } from '../../../shared/calls/tools.ts'
import { t } from '../../../shared/language.ts'
import type { ToolSettingsSection } from '../../../shared/settings/tools.ts'
import { translated } from '../../../shared/sentences.ts'
import { ask } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { CookieField } from './cookie-field.tsx'
import { FetchProgress } from './fetch-progress.tsx'

interface YtDlpFieldProps {
  value: ToolSettingsSection
  onChange: (value: ToolSettingsSection) => void
}

/** The program that reads channels and pages: how old it is, a newer one, and whose cookies. */
export function YtDlpField({ value, onChange }: YtDlpFieldProps) {
  const [tool, setTool] = useState<ToolState | null>(null)
  const [busy, setBusy] = useState<'tools.update' | 'tools.rollBack' | null>(null)
  const isFetching = busy === 'tools.update'
  useEffect(() => {
    let isHere = true
    attempt(async () => {
      const tools = await call('tools.list', undefined)
      if (isHere) setTool(tools.find(({ name }) => name === 'yt-dlp') ?? null)
    })
    return () => {
      isHere = false
    }
  }, [])
  const change = (action: 'tools.update' | 'tools.rollBack'): void => {
    attempt(async () => {
      if (action === 'tools.update' && !(await mayFetch(value.ytDlpReleases))) return
      setBusy(action)
      try {
        setTool(await call(action, undefined))
      } finally {
        setBusy(null)
      }
    })
  }
  return (
    <section aria-label={t('tools.ytDlp')} className="flex flex-col gap-2">
      <div className="flex flex-col gap-1">
        <span className="font-medium">{t('tools.ytDlp')}</span>
        <span className="text-sm text-muted">{t('tools.ytDlpHint')}</span>
      </div>
      <div className="flex items-center gap-2 rounded-md border border-line bg-surface py-1 pe-1 ps-2.5">
        {isFetching ? <FetchProgress /> : <Version tool={tool} />}
        {tool?.previousVersion != null && (
          <Button
            small
            look="ghost"
            disabled={busy !== null}
            onClick={() => {
              change('tools.rollBack')
            }}
          >
            {t('tools.back', { version: tool.previousVersion })}
          </Button>
        )}
        {isFetching ? (
          <Button
            small
            onClick={() => {
              attempt(() => call('tools.stopUpdate', undefined))
            }}
          >
            {t('common.cancel')}
          </Button>
        ) : (
          <Button
            small
            disabled={busy !== null || tool === null}
            onClick={() => {
              change('tools.update')
            }}
          >
            {tool?.status === 'ok' ? t('tools.update') : t('tools.get')}
          </Button>
        )}
      </div>
      <CookieField value={value} onChange={onChange} />
    </section>
  )
}

/** Nothing is fetched that the user has not agreed to. */
const mayFetch = (from: string): Promise<boolean> =>
  ask({
    title: t('tools.askTitle'),
    text: t('tools.askText', { from: new URL(from).host }),
    action: t('tools.askYes'),
  })

function Version({ tool }: { tool: ToolState | null }) {
  if (tool === null) return <span className="grow text-muted">{t('tools.asking')}</span>
  if (tool.status !== 'ok')
    return <span className="grow text-danger">{translated(tool.problem)}</span>
  return (
    <span className="flex min-w-0 grow items-center gap-2" title={tool.path}>
      <span className="tabular-nums">{tool.version}</span>
      {tool.ageDays !== null && (
        <Badge tone={tool.isOld ? 'warning' : 'neutral'}>
          {t('tools.age', { count: tool.ageDays })}
        </Badge>
      )}
    </span>
  )
}
