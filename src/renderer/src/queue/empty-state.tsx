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
import { actions } from '../../../shared/actions.ts'
import { t } from '../../../shared/language.ts'
import type { QueueFilter } from '../../../shared/queue.ts'
import { chooseSources } from '../add/choose.ts'
import { draftSources } from '../app/ui-store.ts'
import { useFirstRun } from '../first/first-run.ts'
import { FirstSteps } from '../first/first-steps.tsx'
import { Centre, EmptyMessage } from '../ui/empty-message.tsx'
import { Kbd } from '../ui/kbd.tsx'

const icons: Record<Exclude<QueueFilter, 'all'>, LucideIcon> = {
  running: PlayCircle,
  waiting: Clock,
  failed: CircleCheck,
  done: Inbox,
}

export function EmptyState({ filter }: { filter: QueueFilter }) {
  const firstRun = useFirstRun()
  if (filter === 'all') {
    return firstRun === 'begin' ? (
      <FirstSteps>
        <Ways />
      </FirstSteps>
    ) : (
      <Welcome />
    )
  }
  return (
    <EmptyMessage
      icon={icons[filter]}
      title={t(`queue.empty.${filter}Title`)}
      text={t(`queue.empty.${filter}Text`)}
    />
  )
}

function Welcome() {
  return (
    <Centre>
      <div className="flex size-14 items-center justify-center rounded-xl bg-accent-soft text-accent-text">
        <FileVideo className="size-7" strokeWidth={1.5} aria-hidden />
      </div>
      <h2 className="mt-4 text-xl font-semibold">{t('queue.welcomeTitle')}</h2>
      <p className="mt-1 max-w-110 text-muted">{t('queue.welcomeText')}</p>
      <div className="mt-5 w-90 max-w-full">
        <Ways />
      </div>
    </Centre>
  )
}

/** How videos come in. */
function Ways() {
  return (
    <div className="flex flex-col rounded-lg border border-line bg-surface p-1 shadow-low">
      <Way
        icon={ClipboardPaste}
        keys={actions.paste.keys[0]}
        onClick={() => {
          draftSources([])
        }}
      >
        {t('add.paste')}
      </Way>
      <Way
        icon={FileVideo}
        keys={actions.addFiles.keys[0]}
        onClick={() => {
          chooseSources('files')
        }}
      >
        {t('add.files')}
      </Way>
      <Way
        icon={FolderOpen}
        keys={actions.addFolder.keys[0]}
        onClick={() => {
          chooseSources('folder')
        }}
      >
        {t('add.folder')}
      </Way>
    </div>
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
      className="flex h-9 items-center gap-3 rounded-md px-3 text-start hover:bg-hover"
    >
      <Icon className="size-4 text-muted" aria-hidden />
      <span className="grow">{children}</span>
      <Kbd keys={keys} />
    </button>
  )
}
