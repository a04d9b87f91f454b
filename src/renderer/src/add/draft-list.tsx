import { File, Link, LoaderCircle, X } from 'lucide-react'
import { formatCount } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { useUi } from '../app/ui-store.ts'
import { sumOf } from '../../../shared/preview.ts'
import { extentOf } from '../library/preview-panel.tsx'
import type { Look, Looks } from '../library/use-previews.ts'
import { Button } from '../ui/button.tsx'

const shownAtMost = 200

/** What is about to be added, each with what is known of it already. */
export function DraftList({ locations, looks }: { locations: readonly string[]; looks: Looks }) {
  const more = locations.length - shownAtMost
  return (
    <ul
      aria-label={t('add.draft')}
      className="max-h-44 overflow-y-auto rounded-md border border-line bg-surface py-1"
    >
      {locations.slice(0, shownAtMost).map((location) => (
        <DraftItem key={location} location={location} look={looks.get(location)} />
      ))}
      {more > 0 && <li className="px-2.5 py-1 text-muted">{t('add.more', { count: more })}</li>}
    </ul>
  )
}

function DraftItem({ location, look }: { location: string; look: Look | undefined }) {
  const Icon = /^https?:/i.test(location) ? Link : File
  return (
    <li className="flex items-center gap-2 py-0.5 pe-1 ps-2.5">
      <Icon className="size-3.5 shrink-0 text-muted" aria-hidden />
      <span className="flex min-w-0 grow flex-col">
        <span className="truncate" title={location}>
          {location}
        </span>
        {look && <LookText look={look} />}
      </span>
      <Button
        look="ghost"
        small
        iconOnly
        aria-label={t('add.leaveOut', { location })}
        onClick={() => {
          useUi.setState({ draft: useUi.getState().draft.filter((other) => other !== location) })
        }}
      >
        <X aria-hidden />
      </Button>
    </li>
  )
}

function LookText({ look }: { look: Look }) {
  switch (look.state) {
    case 'looking':
      return (
        <span className="flex items-center gap-1.5 text-sm text-muted">
          <LoaderCircle className="size-3.5 animate-spin" aria-hidden />
          {t('library.preview.looking')}
        </span>
      )
    case 'failed':
      return <span className="text-sm text-danger">{look.message}</span>
    case 'seen': {
      const { title } = look.preview
      const sums = sumOf([look.preview])
      const { added, known } = sums
      const { long, large } = extentOf(sums)
      const extent = [long, large].filter((text) => text !== t('library.preview.unknown'))
      const counts = t('add.lookCounts', { added: formatCount(added), known: formatCount(known) })
      return (
        <span className="truncate text-sm text-muted tabular-nums">
          {[title, counts, ...(added > 0 ? extent : [])].join(' · ')}
        </span>
      )
    }
  }
}
