import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { formatCount } from '../../../shared/format.ts'

export interface Limit {
  used: number
  limit: number
}
export const isOver = (limit: Limit | undefined): boolean =>
  limit !== undefined && limit.used > limit.limit

interface FieldProps {
  name: string
  hint?: string
  limit?: Limit | undefined
  children: ReactNode
}

/** A field under its name, with how much of a limit is used. */
export function Field({ name, hint, limit, children }: FieldProps) {
  return (
    <label className="flex flex-col gap-1">
      <span className="flex items-baseline gap-2">
        <span className="grow font-medium">{name}</span>
        {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
        {limit && (
          <span
            className={clsx('text-sm tabular-nums', isOver(limit) ? 'text-danger' : 'text-muted')}
          >
            {formatCount(limit.used)} / {formatCount(limit.limit)}
          </span>
        )}
      </span>
      {children}
    </label>
  )
}
