import { t } from '../../../shared/language.ts'
import type { BulkAction } from '../../../shared/queue.ts'
import { ask, select } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { toast } from '../ui/toast.ts'
import { queue } from './live-queue.ts'
import { noSelection } from './selection.ts'

/** So many ids go into one call. */
const batch = 10_000

/** Does it to everything the list's query finds, in main: the ids never travel here. */
export function actOnAll(action: BulkAction): void {
  attempt(async () => {
    const { query } = queue.store.getState().list
    const { changed, ids } = await call('queue.act', { query, action })
    select(noSelection)
    toast({
      title: t('queue.changed', { count: changed }),
      ...(action.kind === 'cancel' && ids.length > 0
        ? {
            action: {
              name: t('common.undo'),
              run: () => {
                attempt(async () => {
                  for (let start = 0; start < ids.length; start += batch) {
                    await call('job.retry', { ids: ids.slice(start, start + batch) })
                  }
                })
              },
            },
          }
        : {}),
    })
  })
}

export function cancelAll(): void {
  attempt(async () => {
    const yes = await ask({
      title: t('queue.cancelAllTitle'),
      text: t('queue.cancelManyRunning'),
      action: t('queue.cancelAllAction'),
    })
    if (yes) actOnAll({ kind: 'cancel' })
  })
}
