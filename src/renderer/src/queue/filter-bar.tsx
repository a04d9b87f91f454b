import { Rows3, SquareStack, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { JobSummary } from '../../../shared/job.ts'
import { everything, queueSorts } from '../../../shared/query.ts'
import type { QueueQuery } from '../../../shared/queue.ts'
import { later } from '../lib/later.ts'
import { LaterPart } from '../lib/later-part.tsx'
import { Button } from '../ui/button.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { Select } from '../ui/select.tsx'
import { chooseQuery } from './choose-query.ts'
import { FilterButton } from './filter-button.tsx'

const FilterMenu = later(async () => (await import('./filter-menu.tsx')).FilterMenu)

/** What narrows the list beside its tabs, what it goes by, and whether by job or by video. */
export function FilterBar({ query }: { query: QueueQuery }) {
  const change = (changes: Partial<QueueQuery>): void => {
    chooseQuery({ ...query, ...changes })
  }
  return (
    <div
      role="search"
      aria-label={t('queue.narrow.label')}
      className="@container flex h-11 shrink-0 items-center gap-2 overflow-hidden border-b border-line bg-canvas px-3"
    >
      <SearchField query={query} />
      <LaterPart fallback={<FilterButton query={query} />}>
        <FilterMenu query={query} change={change} />
      </LaterPart>
      {isNarrowed(query) && (
        <Button
          look="ghost"
          small
          onClick={() => {
            const { group, byVideo, sort } = query
            chooseQuery({ ...everything, group, byVideo, sort })
          }}
        >
          <X aria-hidden />
          <span className="@max-lg:sr-only">{t('queue.narrow.reset')}</span>
        </Button>
      )}
      <span className="grow" />
      <Select
        compact
        label={t('queue.sort.label')}
        value={query.sort}
        options={queueSorts.map((sort) => ({ value: sort, name: t(`queue.sort.${sort}`) }))}
        onChange={(value) => {
          const sort = queueSorts.find((one) => one === value)
          if (sort) change({ sort })
        }}
      />
      <ByVideoSwitch
        byVideo={query.byVideo}
        onChange={(byVideo) => {
          change({ byVideo })
        }}
      />
    </div>
  )
}

export const isNarrowed = ({ type, sourceId, preset, cause, text }: QueueQuery): boolean =>
  type !== null || sourceId !== null || preset !== null || cause !== null || text !== ''

/** How many rows at most: exact where the tab's counter tells it. */
export const totalOf = (query: QueueQuery, count: number, jobs: readonly JobSummary[]): number =>
  isNarrowed(query) || query.byVideo ? jobs.length : count

const typingMs = 120

/** Asks when typing pauses. */
function SearchField({ query }: { query: QueueQuery }) {
  const [text, setText] = useState(query.text)
  const timer = useRef<number | undefined>(undefined)
  // What is typed runs ahead of what is asked; only taking it back comes from elsewhere.
  const [asked, setAsked] = useState(query.text)
  if (asked !== query.text) {
    setAsked(query.text)
    if (query.text === '') setText('')
  }
  const search = (next: string): void => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      chooseQuery({ ...query, text: next.trim() })
    }, typingMs)
  }
  return <SearchInput label={t('queue.narrow.text')} value={text} onChange={search} />
}

interface ByVideoSwitchProps {
  byVideo: boolean
  onChange: (byVideo: boolean) => void
}

function ByVideoSwitch({ byVideo, onChange }: ByVideoSwitchProps) {
  const Icon = byVideo ? SquareStack : Rows3
  return (
    <Button
      small
      look="ghost"
      aria-pressed={byVideo}
      onClick={() => {
        onChange(!byVideo)
      }}
    >
      <Icon aria-hidden />
      <span className="@max-lg:sr-only">{t('queue.narrow.byVideo')}</span>
    </Button>
  )
}
