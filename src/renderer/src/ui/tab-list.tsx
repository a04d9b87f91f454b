import { Tabs } from '@base-ui/react/tabs'
import { formatCount } from '../../../shared/format.ts'

interface TabListProps {
  label: string
  /** `count`: how many things are there, where that is known. */
  tabs: readonly { value: string; name: string; count: number | null }[]
}

/** The parts of a screen, side by side. The line under the open one is its own, and as wide as it. */
export function TabList({ label, tabs }: TabListProps) {
  return (
    <Tabs.List
      aria-label={label}
      className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-canvas px-3"
    >
      {tabs.map(({ value, name, count }) => (
        <Tabs.Tab
          key={value}
          value={value}
          className="relative flex h-7 items-center gap-1.5 rounded-md px-2 font-medium whitespace-nowrap text-muted outline-offset-0 after:absolute after:inset-x-0 after:-bottom-1.75 after:h-0.5 hover:text-text data-active:text-text data-active:after:bg-accent"
        >
          {name}
          {count !== null && (
            <span className="min-w-5 rounded-sm bg-soft px-1 text-center text-xs leading-4.5 text-muted tabular-nums max-[640px]:sr-only">
              {formatCount(count)}
            </span>
          )}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  )
}
