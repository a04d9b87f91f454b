import { clsx } from 'clsx'

export interface SelectProps {
  label: string
  /** As narrow as its words, for a row of several. */
  compact?: boolean
  value: string
  options: readonly { value: string; name: string; description?: string }[]
  onChange: (value: string) => void
}

export const selectTrigger = (compact: boolean): string =>
  clsx(
    'flex items-center gap-2 rounded-md border border-line-strong bg-surface text-start shadow-low hover:bg-hover data-popup-open:bg-hover',
    compact ? 'h-7 max-w-44 px-2' : 'h-8 w-full px-2.5',
  )
