import { Notification } from 'electron'
import type { Overview } from '../shared/contract.ts'
import { t } from '../shared/language.ts'

interface Counts {
  /** Videos that were published, ever. */
  published: number
  failed: number
}

/**
 * Tells in one notification what came of a busy time, once it is over.
 *
 * @returns what to tell now; null while it goes on, or where nothing came of it
 */
export function createBatch(): (overview: Overview, published: number) => Counts | null {
  let before: Counts | null = null
  return ({ statistics }, published) => {
    const open = statistics.queued + statistics.processing + statistics.retrying
    const now = { published, failed: statistics.failed }
    if (open > 0) {
      before ??= now
      return null
    }
    if (before === null) return null
    const done = {
      published: now.published - before.published,
      failed: Math.max(0, now.failed - before.failed),
    }
    before = null
    return done.published + done.failed > 0 ? done : null
  }
}

/** Tells once that a closed window leaves the queue running. */
export function tellAboutTray(): void {
  if (!Notification.isSupported()) return
  new Notification({ title: t('shell.trayTitle'), body: t('shell.trayText') }).show()
}

export function notify({ published, failed }: Counts, onClick: () => void): void {
  if (!Notification.isSupported()) return
  const parts = [
    ...(published > 0 ? [t('shell.finished', { count: published })] : []),
    ...(failed > 0 ? [t('shell.failed', { count: failed })] : []),
  ]
  const notification = new Notification({ title: 'Spool', body: parts.join('\n') })
  notification.on('click', onClick)
  notification.show()
}
