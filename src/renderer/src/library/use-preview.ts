import { useEffect, useRef, useState } from 'react'
import type { SourceOptions, SourcePreview } from '../../../shared/source.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'

/** Looks at a source before it is added. What was seen of another question is not shown. */
export function usePreview(question: string) {
  const [seen, setSeen] = useState<{ question: string; preview: SourcePreview } | null>(null)
  const [asked, setAsked] = useState<string | null>(null)
  const latest = useRef<string | null>(null)
  useEffect(
    () => () => {
      latest.current = null
    },
    [],
  )
  const look = (location: string, options: SourceOptions): void => {
    latest.current = question
    setAsked(question)
    attempt(async () => {
      try {
        const preview = await call('source.preview', { location, options })
        if (latest.current === question) setSeen({ question, preview })
      } catch (error) {
        // Another look, or a closed dialog, has ended this one.
        if (latest.current === question) throw error
      } finally {
        if (latest.current === question) setAsked(null)
      }
    })
  }
  return {
    preview: seen?.question === question ? seen.preview : null,
    isLooking: asked === question,
    look,
  }
}
