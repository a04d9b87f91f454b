import { useCallback, useEffect, useRef, useState } from 'react'
import { sentenceOf } from './bridge.ts'

export interface Reading<T> {
  /** Null until it was read. */
  value: T | null
  /** Why it could not be read. */
  failure: string | null
  /** Reads it again; what is shown stays until then. */
  again: () => void
}

/** Reads something for as long as it is shown, and again when one of these changes. */
export function useReading<T>(read: () => Promise<T>, when: readonly unknown[]): Reading<T> {
  const [state, setState] = useState<Omit<Reading<T>, 'again'>>({ value: null, failure: null })
  const [round, setRound] = useState(0)
  const asked = useRef(0)
  const shown = useRef(0)
  const again = useCallback(() => {
    setRound((rounds) => rounds + 1)
  }, [])
  useEffect(() => {
    const number = ++asked.current
    const show = (change: Partial<typeof state>): void => {
      // An answer that was overtaken by a later one is out of date.
      if (number < shown.current) return
      shown.current = number
      setState((before) => ({ ...before, ...change }))
    }
    read().then(
      (value) => {
        show({ value, failure: null })
      },
      (error: unknown) => {
        show({ failure: sentenceOf(error) })
      },
    )
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller says when
  }, [round, ...when])
  return { ...state, again }
}
