import { useEffect, useState } from 'react'
import { RotateCcw } from 'lucide-react'
import { causeLabel, type Remedy } from '../../../shared/causes.ts'
import type { FailureGroup } from '../../../shared/failure-group.ts'
import { t } from '../../../shared/language.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { ask, goTo } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'

/** What is mended in the settings. */
const inSettings: ReadonlySet<Remedy> = new Set([
  'get-ffmpeg',
  'add-cookies',
  'sign-in',
  'choose-folder',
])

/** The failed jobs by what helps them: one cause, one button, whatever their number. */
export function FailureGroups() {
  const groups = useGroups()
  if (groups.length === 0) return null
  return (
    <ul
      aria-label={t('downloads.groups')}
      className="max-h-48 shrink-0 overflow-y-auto border-b border-line bg-sunken py-1"
    >
      {groups.map((group) => (
        <Group key={group.cause} group={group} />
      ))}
    </ul>
  )
}

/** Read when the counters change, while somebody looks. */
function useGroups(): readonly FailureGroup[] {
  const [groups, setGroups] = useState<readonly FailureGroup[]>([])
  useEffect(() => {
    let isHere = true
    const read = (): void => {
      attempt(async () => {
        const found = await call('failure.groups', undefined)
        if (isHere) setGroups(found)
      })
    }
    read()
    const stop = window.spool.on('queue.changed', read)
    return () => {
      isHere = false
      stop()
    }
  }, [])
  return groups
}

function Group({ group }: { group: FailureGroup }) {
  const { cause, jobs, remedy, example } = group
  const label = causeLabel(cause)
  return (
    <li className="flex items-center gap-3 px-4 py-1">
      <span className="min-w-8 rounded-md bg-danger-soft px-1.5 py-0.5 text-center text-sm font-medium text-danger tabular-nums">
        {jobs}
      </span>
      <p className="min-w-0 grow truncate" title={example}>
        <span className="font-medium">{label}</span>
        <span className="ps-2 text-sm text-muted">{t(`downloads.remedy.${remedy}`)}</span>
      </p>
      <RemedyButton group={group} />
      <Button
        small
        aria-label={t('downloads.retryGroupOf', { count: jobs, cause: label })}
        onClick={() => {
          retry(cause)
        }}
      >
        <RotateCcw aria-hidden />
        {t('downloads.retryGroup', { count: jobs })}
      </Button>
    </li>
  )
}

function RemedyButton({ group: { cause, remedy, hosts } }: { group: FailureGroup }) {
  if (inSettings.has(remedy)) {
    return (
      <Button
        look="ghost"
        small
        onClick={() => {
          goTo('settings')
        }}
      >
        {t('downloads.openSettings')}
      </Button>
    )
  }
  if (remedy === 'update-yt-dlp' || remedy === 'get-yt-dlp') {
    return (
      <Button
        look="primary"
        small
        onClick={() => {
          updateYtDlp(cause)
        }}
      >
        {t('downloads.updateAndRetry')}
      </Button>
    )
  }
  if (remedy !== 'allow-local' || hosts.length === 0) return null
  const names = hosts.map(nameOf)
  return (
    <Button
      look="primary"
      small
      title={names.join(', ')}
      onClick={() => {
        allow(names, cause)
      }}
    >
      {names.length === 1
        ? t('downloads.allowHosts', { hosts: names.join(', ') })
        : t('downloads.allow')}
    </Button>
  )
}

/** Nothing is fetched that the user has not agreed to. */
function updateYtDlp(cause: string): void {
  const from = useApp.getState().settings?.tools.ytDlpReleases
  if (from === undefined) return
  attempt(async () => {
    const agreed = await ask({
      title: t('tools.askTitle'),
      text: t('tools.askText', { from: new URL(from).host }),
      action: t('tools.askYes'),
    })
    if (!agreed) return
    await call('tools.update', undefined)
    retry(cause)
  })
}

/** A host without its port: that is what is allowed. */
const nameOf = (host: string): string =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host

function allow(hosts: readonly string[], cause: string): void {
  const network = useApp.getState().settings?.network
  if (!network) return
  attempt(async () => {
    const localHosts = [...new Set([...network.localHosts, ...hosts])]
    await saveSettings({ network: { ...network, localHosts } })
    retry(cause)
  })
}

function retry(cause: string): void {
  attempt(async () => {
    const { changed } = await call('failure.retry', { cause })
    toast({ title: t('queue.retrying', { count: changed }) })
  })
}
