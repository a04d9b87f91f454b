import { useEffect, useState } from 'react'
import type { Named } from '../../../shared/calls/window.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'

const nothing: Named = { videos: [], sources: [] }
const typingMs = 80

/** Videos and sources with these words, once typing pauses; until then those of the words before. */
export function useNamed(words: string): Named {
  const [named, setNamed] = useState(nothing)
  const text = words.trim()
  useEffect(() => {
    if (text === '') return
    let isWanted = true
    const timer = setTimeout(() => {
      attempt(async () => {
        const found = await call('palette.find', { text })
        if (isWanted) setNamed(found)
      })
    }, typingMs)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [text])
  return text === '' ? nothing : named
}
