import { useCallback, useEffect, useRef, useState } from 'react'
import type { SourceFilter } from '../../../shared/source-filter.ts'
import type { SourcePreview } from '../../../shared/preview.ts'
import { attempt } from '../lib/attempt.ts'
import { call, sentenceOf } from '../lib/bridge.ts'

/** What is known of a location before it is added. */
export type Look =
  | { state: 'looking' }
  | { state: 'seen'; preview: SourcePreview }
  | { state: 'failed'; message: string }
export type Looks = ReadonlyMap<string, Look>

/** So many locations are looked at side by side. */
const sideBySide = 2
const nothing: Looks = new Map()

/**
 * Looks at sources before they are added, one after the other. What was seen through another filter
 * counts no more.
 */
export function usePreviews(filter: SourceFilter | undefined) {
  const question = JSON.stringify(filter)
  const [seen, setSeen] = useState({ question, looks: nothing })
  /** Those that run: others that end later have nothing to say. */
  const run = useRef(0)
  const looks = seen.question === question ? seen.looks : nothing

  const end = useCallback((): void => {
    run.current++
    attempt(() => call('source.stopPreviews', undefined))
  }, [])
  useEffect(() => end, [question, end])

  const look = (locations: readonly string[]): void => {
    const left = locations.filter((location) => !looks.has(location))
    if (left.length === 0) return
    const own = run.current
    const set = (location: string, found: Look): void => {
      if (own !== run.current) return
      setSeen((before) => ({
        question,
        looks: new Map(before.question === question ? before.looks : []).set(location, found),
      }))
    }
    const next = async (): Promise<void> => {
      const location = left.shift()
      if (location === undefined || own !== run.current) return
      try {
        const preview = await call('source.preview', { location, options: { filter } })
        set(location, { state: 'seen', preview })
      } catch (error) {
        set(location, { state: 'failed', message: sentenceOf(error) })
      }
      await next()
    }
    for (const location of left) set(location, { state: 'looking' })
    attempt(() => Promise.all(Array.from({ length: sideBySide }, next)))
  }

  const stop = (): void => {
    end()
    const kept = [...looks].filter(([, { state }]) => state !== 'looking')
    setSeen({ question, looks: new Map(kept) })
  }

  return { looks, look, stop }
}
