import type { ReactNode } from 'react'

/** What of a screen scrolls; the keyboard scrolls it too, whether or not anything in it takes focus. */
export function ScrollArea({ children }: { children: ReactNode }) {
  return (
    <div tabIndex={0} className="min-h-0 grow overflow-y-auto bg-surface -outline-offset-2">
      {children}
    </div>
  )
}
