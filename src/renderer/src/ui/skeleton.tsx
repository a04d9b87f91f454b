import type { ReactNode } from 'react'
import { t } from '../../../shared/language.ts'

/** Stands where something is still being read; unseen where that takes but a moment. */
export function Skeleton({ children = <Cards /> }: { children?: ReactNode }) {
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      className="appears-late min-h-0 grow overflow-hidden bg-surface"
    >
      {children}
    </div>
  )
}

function Cards() {
  return (
    <div className="mx-auto flex max-w-220 animate-pulse flex-col gap-4 p-6">
      <div className="h-6 w-40 rounded-md bg-track" />
      {[24, 32, 24].map((height, index) => (
        <div
          key={index}
          className="flex flex-col gap-2.5 rounded-lg border border-line p-4"
          style={{ height: `${height * 0.25}rem` }}
        >
          <div className="h-3 w-1/3 rounded-sm bg-track" />
          <div className="h-2.5 w-1/2 rounded-sm bg-track" />
        </div>
      ))}
    </div>
  )
}
