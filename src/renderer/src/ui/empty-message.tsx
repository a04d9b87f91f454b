import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyMessageProps {
  icon: LucideIcon
  title: string
  text: string
  /** What to do about it. */
  children?: ReactNode
}

/** Fills a place that is empty: what belongs here, and how it gets here. */
export function EmptyMessage({ icon: Icon, title, text, children }: EmptyMessageProps) {
  return (
    <Centre>
      <Icon className="size-8 text-faint" strokeWidth={1.5} aria-hidden />
      <h2 className="mt-2 text-lg font-semibold">{title}</h2>
      <p className="max-w-110 text-muted">{text}</p>
      {children !== undefined && <div className="mt-4 flex gap-2">{children}</div>}
    </Centre>
  )
}

export function Centre({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-0 grow flex-col items-center justify-center overflow-y-auto bg-surface p-6 text-center">
      {children}
    </div>
  )
}
