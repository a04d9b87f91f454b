import { clsx } from 'clsx'
import { CircleHelp, SquareTerminal } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import { AddButton } from '../add/add-button.tsx'
import { later } from '../lib/later.ts'
import { LaterPart } from '../lib/later-part.tsx'
import { useMinuteClock } from '../lib/clock.ts'
import { Button } from '../ui/button.tsx'
import { Layer } from '../ui/layer.tsx'
import { useApp } from './app-store.ts'
import { queueSentence, type QueueMood } from './queue-sentence.ts'
import { openDialog } from './ui-store.ts'

const PauseControl = later(async () => (await import('./pause-control.tsx')).PauseControl)
const AddMenu = later(async () => (await import('../add/add-menu.tsx')).AddMenu)

const dots: Record<QueueMood, string> = {
  working: 'bg-bar',
  waiting: 'bg-bar',
  paused: 'bg-warning',
  idle: 'bg-faint',
}

export function Header() {
  const overview = useApp((state) => state.overview)
  const now = useMinuteClock()
  const sentence = overview && queueSentence(overview, now)
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b border-line bg-canvas px-4">
      <Mark />
      <h1 className="text-lg font-semibold">Spool</h1>
      <p
        role="status"
        // Its numbers change all the time; what matters of it is announced (see `Announcer`).
        aria-live="off"
        aria-label={t('app.stateOfQueue')}
        className="ms-2 flex min-w-0 grow items-center gap-2 truncate text-muted tabular-nums"
      >
        {sentence && (
          <>
            <span className={clsx('size-2 shrink-0 rounded-full', dots[sentence.mood])} />
            {sentence.text}
          </>
        )}
      </p>
      <Layer>
        <LaterPart>{overview && <PauseControl pause={overview.pause} />}</LaterPart>
        <LaterPart fallback={<AddButton />}>
          <AddMenu />
        </LaterPart>
      </Layer>
      <span className="mx-1 h-5 w-px bg-line" />
      <Button
        look="ghost"
        iconOnly
        aria-label={t('palette.open')}
        onClick={() => {
          openDialog('palette')
        }}
      >
        <SquareTerminal aria-hidden />
      </Button>
      <Button
        look="ghost"
        iconOnly
        aria-label={t('app.shortcuts.title')}
        onClick={() => {
          openDialog('shortcuts')
        }}
      >
        <CircleHelp aria-hidden />
      </Button>
    </header>
  )
}

/** A reel, seen from the front. */
function Mark() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0 text-accent" aria-hidden>
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Zm0 3.2a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8ZM4.9 11.6a2.9 2.9 0 1 1 4.1 4.1 2.9 2.9 0 0 1-4.1-4.1Zm10.1 0a2.9 2.9 0 1 1 4.1 4.1 2.9 2.9 0 0 1-4.1-4.1Zm-3-.6a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8Z"
      />
    </svg>
  )
}
