import { Suspense, useSyncExternalStore, type ReactNode } from 'react'
import { isPainted, painted } from './painted.ts'

interface LaterPartProps {
  /** What stands for the part until it is there. */
  fallback?: ReactNode
  /** What `later` made. */
  children: ReactNode
}

/**
 * Where a part comes that is not in the first picture. Until that is shown the part is not even
 * asked for: one that is waited for halfway would let everything else go before the rest is drawn.
 */
export function LaterPart({ fallback = null, children }: LaterPartProps) {
  const isAsked = useSyncExternalStore(whenPainted, isPainted)
  return isAsked ? <Suspense fallback={fallback}>{children}</Suspense> : fallback
}

/** It happens once: whoever left before has nothing to be told by it. */
function whenPainted(tell: () => void): () => void {
  void painted.then(tell)
  return () => undefined
}
