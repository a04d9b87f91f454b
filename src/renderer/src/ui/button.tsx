import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

type Look = 'primary' | 'secondary' | 'ghost' | 'danger'

export interface ButtonProps extends ComponentProps<'button'> {
  look?: Look | undefined
  /** Square, for an icon alone; needs an `aria-label`, which is also told to a pointer that stays. */
  iconOnly?: boolean | undefined
  small?: boolean | undefined
}

const looks: Record<Look, string> = {
  primary: 'border border-transparent bg-accent text-on-accent shadow-low hover:bg-accent-hover',
  secondary:
    'border border-line-strong bg-raised text-text shadow-low hover:bg-hover active:bg-pressed data-popup-open:bg-pressed',
  ghost:
    'text-muted hover:bg-pressed hover:text-text data-popup-open:bg-pressed data-popup-open:text-text',
  danger: 'border border-transparent bg-danger-fill text-on-accent shadow-low hover:brightness-90',
}

export function Button({
  look = 'secondary',
  iconOnly = false,
  small = false,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      title={iconOnly ? rest['aria-label'] : undefined}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md text-base font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
        small ? 'h-7' : 'h-8',
        iconOnly ? (small ? 'w-7' : 'w-8') : small ? 'px-2' : 'px-3',
        looks[look],
        className,
      )}
      {...rest}
    />
  )
}
