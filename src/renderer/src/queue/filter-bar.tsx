import { Rows3, SquareStack, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { causeLabel } from '../../../shared/causes.ts'
import { t } from '../../../shared/language.ts'
import { jobTypeSchema, sourceIdSchema, type JobSummary } from '../../../shared/job.ts'
import { everything, type QueueQuery } from '../../../shared/queue.ts'
import { useApp } from '../app/app-store.ts'
import { stageOrder } from '../lib/stages.ts'
import { Button } from '../ui/button.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { Select } from '../ui/select.tsx'
import { chooseQuery } from './choose-query.ts'
import { useChoices } from './use-choices.ts'

const any = 'any'

/** What narrows the list beside its tabs, and whether it goes by job or by video. */
export function FilterBar({ query }: { query: QueueQuery }) {
  const presets = useApp((state) => state.presets)
  const { sources, causes } = useChoices(query.group === 'failed')
  const change = (changes: Partial<QueueQuery>): void => {
    chooseQuery({ ...query, ...changes })
  }
  const choice = (value: string): string | null => (value === any ? null : value)
  return (
    <div
      role="search"
      aria-label={t('queue.narrow.label')}
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line bg-canvas px-3 py-1.5"
    >
      <SearchField query={query} />
      <Select
        compact
        label={t('queue.narrow.stage')}
        value={query.type ?? any}
        options={[
          { value: any, name: t('queue.narrow.anyStage') },
          ...stageOrder.map((type) => ({ value: type, name: t(`common.stage.${type}`) })),
        ]}
        onChange={(value) => {
          change({ type: value === any ? null : jobTypeSchema.parse(value) })
        }}
      />
      {sources.length > 0 && (
        <Select
          compact
          label={t('queue.narrow.source')}
          value={query.sourceId === null ? any : String(query.sourceId)}
          options={[
            { value: any, name: t('queue.narrow.anySource') },
            ...sources.map(({ id, name }) => ({ value: String(id), name })),
          ]}
          onChange={(value) => {
            change({ sourceId: value === any ? null : sourceIdSchema.parse(Number(value)) })
          }}
        />
      )}
      {presets.length > 1 && (
        <Select
          compact
          label={t('queue.narrow.preset')}
          value={query.preset ?? any}
          options={[
            { value: any, name: t('queue.narrow.anyPreset') },
            ...presets.map(({ id, name }) => ({ value: id, name })),
          ]}
          onChange={(value) => {
            change({ preset: choice(value) })
          }}
        />
      )}
      {(causes.length > 0 || query.cause !== null) && (
        <Select
          compact
          label={t('queue.narrow.cause')}
          value={query.cause ?? any}
          options={[
            { value: any, name: t('queue.narrow.anyCause') },
            ...causes.map(({ cause }) => ({ value: cause, name: causeLabel(cause) })),
          ]}
          onChange={(value) => {
            change({ cause: choice(value) })
          }}
        />
      )}
      {isNarrowed(query) && (
        <Button
          look="ghost"
          small
          onClick={() => {
            chooseQuery({ ...everything, group: query.group, byVideo: query.byVideo })
          }}
        >
          <X aria-hidden />
          {t('queue.narrow.reset')}
        </Button>
      )}
      <span className="grow" />
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
      {t('queue.narrow.byVideo')}
    </Button>
  )
}
