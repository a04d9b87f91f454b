import type { Remedy } from '../../../shared/causes.ts'
import type { FailureGroup } from '../../../shared/failure-group.ts'
import { t } from '../../../shared/language.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { ask, goTo, goToSetting } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'

/** What is mended in the settings. */
const inSettings: ReadonlySet<Remedy> = new Set(['get-ffmpeg', 'sign-in', 'choose-folder'])

const inYtDlp: ReadonlySet<Remedy> = new Set(['update-yt-dlp', 'get-yt-dlp'])

/** Whether something helps against these failures before they are tried again. */
export const hasRemedy = ({ remedy, hosts }: FailureGroup): boolean =>
  inSettings.has(remedy) ||
  remedy === 'add-cookies' ||
  inYtDlp.has(remedy) ||
  (remedy === 'allow-local' && hosts.length > 0)

/** The one button that mends a group of failures and puts its jobs back, or leads to where it is mended. */
export function RemedyButton({ group: { cause, remedy, hosts } }: { group: FailureGroup }) {
  if (inSettings.has(remedy)) {
    return (
      <Button
        small
        onClick={() => {
          goTo('settings')
        }}
      >
        {t('downloads.openSettings')}
      </Button>
    )
  }
  if (remedy === 'add-cookies') {
    return (
      <Button
        small
        onClick={() => {
          goToSetting('tools.cookies')
        }}
      >
        {t('tools.toCookies')}
      </Button>
    )
  }
  if (inYtDlp.has(remedy)) {
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
    retryGroup(cause)
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
    retryGroup(cause)
  })
}

export function retryGroup(cause: string): void {
  attempt(async () => {
    const { changed } = await call('failure.retry', { cause })
    toast({ title: t('queue.retrying', { count: changed }) })
  })
}
