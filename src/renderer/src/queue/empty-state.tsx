import {
  CircleCheck,
  ClipboardPaste,
  Clock,
  FileVideo,
  FolderOpen,
  Inbox,
  PlayCircle,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { QueueFilter } from '../../../shared/queue.ts'
import { chooseSources } from '../add/choose.ts'
import { draftSources } from '../app/ui-store.ts'
import { Kbd } from '../ui/kbd.tsx'

const nothing: Record<
  Exclude<QueueFilter, 'all'>,
  { icon: LucideIcon; title: string; text: string }
> = {
  running: {
    icon: PlayCircle,
    title: 'Nothing is running',
    text: 'Jobs show here while they are worked on.',
  },
  waiting: {
    icon: Clock,
    title: 'Nothing is waiting',
    text: 'Jobs wait here for a free worker, or for their next try.',
  },
  failed: {
    icon: CircleCheck,
    title: 'Nothing has failed',
    text: 'A job that cannot go on without you will be here, with the reason.',
  },
  done: {
    icon: Inbox,
    title: 'Nothing is done yet',
    text: 'Finished and cancelled jobs are kept here.',
  },
}

export function EmptyState({ filter }: { filter: QueueFilter }) {
  if (filter === 'all') return <Welcome />
  const { icon: Icon, title, text } = nothing[filter]
  return (
    <Centre>
      <Icon className="size-8 text-faint" strokeWidth={1.5} aria-hidden />
      <h2 className="mt-2 text-lg font-semibold">{title}</h2>
      <p className="text-muted">{text}</p>
    </Centre>
  )
}

function Welcome() {
  return (
    <Centre>
      <div className="flex size-14 items-center justify-center rounded-xl bg-accent-soft text-accent-text">
        <FileVideo className="size-7" strokeWidth={1.5} aria-hidden />
      </div>
      <h2 className="mt-4 text-xl font-semibold">Drop in a channel, a feed or a folder</h2>
      <p className="mt-1 max-w-110 text-muted">
        Spool finds its videos, downloads them, transforms them and publishes the results. Drop
        addresses, files or folders anywhere in this window, or begin here.
      </p>
      <div className="mt-5 flex w-90 max-w-full flex-col rounded-lg border border-line bg-surface p-1 shadow-low">
        <Way
          icon={ClipboardPaste}
          keys="Mod+V"
          onClick={() => {
            draftSources([])
          }}
        >
          Paste addresses…
        </Way>
        <Way
          icon={FileVideo}
          keys="Mod+O"
          onClick={() => {
            chooseSources('files')
          }}
        >
          Choose files…
        </Way>
        <Way
          icon={FolderOpen}
          keys="Mod+Shift+O"
          onClick={() => {
            chooseSources('folder')
          }}
        >
          Choose folder…
        </Way>
      </div>
    </Centre>
  )
}

interface WayProps {
  icon: LucideIcon
  keys: string
  onClick: () => void
  children: ReactNode
}

function Way({ icon: Icon, keys, onClick, children }: WayProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-9 items-center gap-3 rounded-md px-3 text-left hover:bg-hover"
    >
      <Icon className="size-4 text-muted" aria-hidden />
      <span className="grow">{children}</span>
      <Kbd keys={keys} />
    </button>
  )
}

function Centre({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-0 grow flex-col items-center justify-center overflow-y-auto bg-surface p-6 text-center">
      {children}
    </div>
  )
}
