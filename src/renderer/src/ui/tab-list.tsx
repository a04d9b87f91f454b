import type { ComponentProps, KeyboardEvent } from 'react'
import { formatCount } from '../../../shared/format.ts'
import { direction } from '../../../shared/language.ts'

interface TabListProps<T extends string> {
  label: string
  /** `count`: how many things are there, where that is known. */
  tabs: readonly { value: T; name: string; count: number | null }[]
  open: T
  onOpen: (value: T) => void
}

const tabId = (value: string): string => `tab-${value}`
const panelId = (value: string): string => `panel-${value}`

/**
 * The parts of a screen, side by side. The line under the open one is its own, and as wide as it.
 * It stands in the window's first picture: nothing is measured to draw it.
 */
export function TabList<T extends string>({ label, tabs, open, onOpen }: TabListProps<T>) {
  return (
    <div
      role="tablist"
      aria-label={label}
      onKeyDown={walk}
      className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-canvas px-3"
    >
      {tabs.map(({ value, name, count }) => (
        <button
          key={value}
          type="button"
          role="tab"
          id={tabId(value)}
          aria-selected={value === open}
          aria-controls={value === open ? panelId(value) : undefined}
          tabIndex={value === open ? 0 : -1}
          onClick={() => {
            if (value !== open) onOpen(value)
          }}
          className="relative flex h-7 items-center gap-1.5 rounded-md px-2 font-medium whitespace-nowrap text-muted outline-offset-0 after:absolute after:inset-x-0 after:-bottom-1.75 after:h-0.5 hover:text-text aria-selected:text-text aria-selected:after:bg-accent"
        >
          {name}
          {count !== null && (
            <span className="min-w-5 rounded-sm bg-soft px-1 text-center text-xs leading-4.5 text-muted tabular-nums max-[640px]:sr-only">
              {formatCount(count)}
            </span>
          )}
        </button>
      ))}
    </div>
  )
}

/** What the open tab shows. */
export function TabPanel({ value, ...rest }: ComponentProps<'div'> & { value: string }) {
  return (
    <div
      role="tabpanel"
      id={panelId(value)}
      aria-labelledby={tabId(value)}
      tabIndex={-1}
      {...rest}
    />
  )
}

/** The arrows lead from tab to tab, round and round. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')]
  const at = tabs.findIndex((tab) => tab === document.activeElement)
  const [before, after] =
    direction() === 'ltr' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  const to = { [before]: at - 1, [after]: (at + 1) % tabs.length, Home: 0, End: -1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  tabs.at(to)?.focus()
}
