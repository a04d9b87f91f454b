import { clsx } from 'clsx'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

interface BannerProps {
  tone: 'warning' | 'danger'
  title: string
  text?: string
  children?: ReactNode
}

/** Something that stays wrong until somebody acts. */
export function Banner({ tone, title, text, children }: BannerProps) {
  const Icon = tone === 'danger' ? CircleAlert : TriangleAlert
  return (
    <div
      role="alert"
      className={clsx(
        'flex items-center gap-3 border-b border-line px-4 py-2',
        tone === 'danger' ? 'bg-danger-soft text-danger' : 'bg-warning-soft text-warning',
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <p className="selectable min-w-0 grow">
        <strong className="font-semibold">{title}</strong>
        {text !== undefined && <span className="text-text"> {text}</span>}
      </p>
      {children}
    </div>
  )
}
