import { LibraryBig, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { SourceId } from '../../../shared/job.ts'
import type { SourceSummary } from '../../../shared/source.ts'
import { draftSources } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { Button } from '../ui/button.tsx'
import { EmptyMessage } from '../ui/empty-message.tsx'
import { followLibrary, readLibrary, readMore, useLibrary } from './library-store.ts'
import { SourceCard } from './source-card.tsx'
import { SourceDialog } from './source-dialog.tsx'
import { ScrollArea } from '../ui/scroll-area.tsx'
import { Shown } from '../ui/shown.tsx'

/** Where videos come from: every source as a card. */
export function LibraryView() {
  const { sources, failure } = useLibrary()
  useEffect(followLibrary, [])
  return (
    <Shown
      reading={{ value: sources, failure, again: () => void readLibrary() }}
      unreadable={t('library.unreadable')}
    >
      {(known) => (known.length === 0 ? <Empty /> : <Cards sources={known} />)}
    </Shown>
  )
}

const Empty = () => (
  <EmptyMessage icon={LibraryBig} title={t('library.emptyTitle')} text={t('library.emptyText')}>
    <AddButton />
  </EmptyMessage>
)

const AddButton = () => (
  <Button
    onClick={() => {
      draftSources([])
    }}
  >
    <Plus aria-hidden />
    {t('library.add')}
  </Button>
)

function Cards({ sources }: { sources: readonly SourceSummary[] }) {
  const next = useLibrary((state) => state.next)
  const [edited, setEdited] = useState<SourceId | null>(null)
  const source = sources.find(({ id }) => id === edited)
  return (
    <ScrollArea>
      <div className="mx-auto flex max-w-220 flex-col gap-4 p-6">
        <header className="flex items-center gap-3">
          <h2 className="grow text-xl font-semibold">{t('library.title')}</h2>
          <AddButton />
        </header>
        <ul className="flex flex-col gap-2">
          {sources.map((one) => (
            <SourceCard
              key={one.id}
              source={one}
              onEdit={() => {
                setEdited(one.id)
              }}
            />
          ))}
        </ul>
        {next !== null && (
          <Button
            className="self-center"
            onClick={() => {
              attempt(readMore)
            }}
          >
            {t('library.showMore')}
          </Button>
        )}
      </div>
      {source && (
        <SourceDialog
          key={source.id}
          source={source}
          onClose={() => {
            setEdited(null)
          }}
        />
      )}
    </ScrollArea>
  )
}
