import { useEffect, useState } from 'react'
import { call } from '../lib/bridge.ts'

/** How many videos wait for a person, wherever in the window one is. */
export function useWaiting(): number {
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    let gone = false
    const look = (): void => {
      call('review.page', { cursor: null, limit: 1 }).then(
        (page) => {
          if (!gone) setWaiting(page.waiting)
        },
        // The screens say what is wrong; a number that is not there says enough here.
        () => undefined,
      )
    }
    look()
    const stop = window.spool.on('queue.changed', look)
    return () => {
      gone = true
      stop()
    }
  }, [])
  return waiting
}
