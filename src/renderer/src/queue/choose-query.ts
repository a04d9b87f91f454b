import type { QueueFilter, QueueQuery } from '../../../shared/queue.ts'
import { goTo, select } from '../app/ui-store.ts'
import { queue } from './live-queue.ts'
import { noSelection } from './selection.ts'

/** Shows what the query finds; nothing stays chosen that is no longer seen. */
export function chooseQuery(query: QueueQuery): void {
  select(noSelection)
  queue.setQuery(query)
}

/** Another tab. Why something failed matters to none but the failed. */
export function chooseFilter(group: QueueFilter): void {
  const { query } = queue.store.getState()
  chooseQuery({ ...query, group, cause: group === 'failed' ? query.cause : null })
}

/** Goes to the queue and shows the failed jobs of one cause. */
export function showFailures(cause: string | null): void {
  goTo('queue')
  const { query } = queue.store.getState()
  chooseQuery({ ...query, group: 'failed', type: null, text: '', cause })
}
