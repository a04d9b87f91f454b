import { useCallback, useEffect, useRef, useState } from 'react'
import type { Progress } from '../../../shared/progress.ts'
import type { Sample, SampleSubject } from '../../../shared/sample.ts'
import { call, sentenceOf } from '../lib/bridge.ts'

export type SampleState =
  | { is: 'none' }
  | { is: 'making'; progress: Progress | null }
  | { is: 'made'; sample: Sample }
  | { is: 'failed'; sentence: string }

/** How long a sample is, in seconds. */
const seconds = 5

/** Makes a sample and lets go of it with whatever showed it. */
export function useSample() {
  const [state, setState] = useState<SampleState>({ is: 'none' })
  const isMaking = state.is === 'making'
  useEffect(
    () =>
      isMaking
        ? window.spool.on('sample.progress', (progress) => {
            setState((now) => (now.is === 'making' ? { is: 'making', progress } : now))
          })
        : undefined,
    [isMaking],
  )
  const used = useRef(false)
  // Also what is still being made ends with the screen.
  useEffect(
    () => () => {
      if (used.current) release()
    },
    [],
  )
  const make = useCallback(async (of: SampleSubject, from: number | null): Promise<void> => {
    used.current = true
    setState({ is: 'making', progress: null })
    try {
      const sample = await call('encoding.sample', { of, from, seconds })
      setState({ is: 'made', sample })
    } catch (error) {
      // What was stopped has no failure to tell.
      setState((now) => (now.is === 'making' ? { is: 'failed', sentence: sentenceOf(error) } : now))
    }
  }, [])
  const stop = useCallback(() => {
    setState({ is: 'none' })
    release()
  }, [])
  return { state, make, stop }
}

const release = (): void => {
  void call('encoding.releaseSample', undefined).catch(() => undefined)
}
