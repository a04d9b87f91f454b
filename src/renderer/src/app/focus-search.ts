import { flushSync } from 'react-dom'
import { goTo } from './ui-store.ts'

/** Goes to the search of this screen; to that of the queue where it has none. */
export function focusSearch(): void {
  const find = () => document.querySelector<HTMLElement>('[data-search]')
  if (!find()) {
    flushSync(() => {
      goTo('queue')
    })
  }
  find()?.focus()
}
