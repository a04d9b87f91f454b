import { clsx } from 'clsx'

interface ProgressBarProps {
  /** 0 to 1, null while unknown. */
  fraction: number | null
  label: string
  held?: boolean
}

export function ProgressBar({ fraction, label, held = false }: ProgressBarProps) {
  const percent = fraction === null ? undefined : Math.floor(fraction * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="relative h-1.5 w-full overflow-hidden rounded-full bg-track"
    >
      <div
        data-bar
        className={clsx(
          'absolute inset-y-0 left-0 rounded-full',
          held ? 'bg-faint' : 'bg-bar',
          fraction === null
            ? !held && 'unknown-progress w-2/5'
            : 'w-full origin-left rtl:origin-right',
        )}
        style={fraction === null ? undefined : { transform: `scaleX(${inSteps(fraction)})` }}
      />
    </div>
  )
}

/** A step is about a pixel of the bar of a row: smaller ones would be drawn, and not be seen. */
const steps = 200
const inSteps = (fraction: number): number => Math.floor(fraction * steps) / steps
