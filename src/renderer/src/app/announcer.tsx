import { useEffect, useState } from 'react'
import { useApp } from './app-store.ts'
import { queueSentence } from './queue-sentence.ts'

/** Says when the queue begins, pauses or comes to rest; not every number on the way. */
export function Announcer() {
  const [said, setSaid] = useState('')
  useEffect(
    () =>
      useApp.subscribe(({ overview }, { overview: before }) => {
        if (!overview || !before) return
        const now = queueSentence(overview, Date.now())
        if (now.mood !== queueSentence(before, Date.now()).mood) setSaid(now.text)
      }),
    [],
  )
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
