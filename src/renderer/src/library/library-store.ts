import { create } from 'zustand'
import type { SourceSummary } from '../../../shared/source.ts'
import { call, sentenceOf } from '../lib/bridge.ts'

const pageSize = 50

interface LibraryState {
  /** Null until they were read. */
  sources: readonly SourceSummary[] | null
  /** Where the next page begins; null where there is none. */
  next: string | null
  /** Why they could not be read. */
  failure: string | null
}

/** The sources, newest first, as far as they were asked for. */
export const useLibrary = create<LibraryState>(() => ({ sources: null, next: null, failure: null }))

/** Reads anew what is shown. */
export async function readLibrary(): Promise<void> {
  const shown = Math.max(pageSize, useLibrary.getState().sources?.length ?? 0)
  try {
    const page = await call('source.page', { cursor: null, limit: Math.min(shown, 200) })
    useLibrary.setState({ ...page, failure: null })
  } catch (error) {
    useLibrary.setState({ failure: sentenceOf(error) })
  }
}

export async function readMore(): Promise<void> {
  const { sources, next } = useLibrary.getState()
  if (next === null) return
  const page = await call('source.page', { cursor: next, limit: pageSize })
  useLibrary.setState({ sources: [...(sources ?? []), ...page.sources], next: page.next })
}

/** Keeps what is shown in step while the screen is open; main tells at most four times a second. */
export function followLibrary(): () => void {
  let isReading = false
  let isStale = false
  const read = (): void => {
    if (document.hidden || isReading) {
      isStale = true
      return
    }
    isReading = true
    isStale = false
    void readLibrary().finally(() => {
      isReading = false
      if (isStale) read()
    })
  }
  const onVisibility = (): void => {
    if (!document.hidden && isStale) read()
  }
  const stops = [window.spool.on('sources.changed', read), window.spool.on('queue.changed', read)]
  document.addEventListener('visibilitychange', onVisibility)
  read()
  return () => {
    for (const stop of stops) stop()
    document.removeEventListener('visibilitychange', onVisibility)
  }
}
