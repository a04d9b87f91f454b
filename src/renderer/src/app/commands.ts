import {
  ArrowUpToLine,
  Bug,
  ClipboardPaste,
  FileDown,
  FileUp,
  FileVideo,
  FolderOpen,
  Hourglass,
  Keyboard,
  PanelLeft,
  Pause,
  Play,
  RotateCw,
  Search,
  Settings,
  Snowflake,
  SquareTerminal,
  X,
  type LucideIcon,
} from 'lucide-react'
import { actions, type ActionName } from '../../../shared/actions.ts'
import type { JobSummary } from '../../../shared/job.ts'
import { chooseSources } from '../add/choose.ts'
import {
  cancelJobs,
  cancellable,
  moveToTop,
  retryable,
  retryJobs,
  waiting,
} from '../queue/job-actions.ts'
import { queue } from '../queue/live-queue.ts'
import { findJob } from '../queue/queue-list.ts'
import { exportSettings, readSettingsFile } from '../settings/transfer.ts'
import { useApp } from './app-store.ts'
import { focusSearch } from './focus-search.ts'
import { pauseQueue, resumeQueue } from './pause.ts'
import { draftSources, goTo, openDialog, toggleSidebar, useUi } from './ui-store.ts'

interface Command {
  icon: LucideIcon
  /** Whether it makes sense now; always where it is not said. */
  isPossible?: () => boolean
  run: () => void
}

const pause = () => useApp.getState().overview?.pause
const isPaused = (): boolean => pause()?.paused === true
const isFrozen = (): boolean => {
  const state = pause()
  return state?.paused === true && state.mode === 'freeze'
}

const chosen = (): JobSummary[] => {
  const { screen, video, selection } = useUi.getState()
  if (screen !== 'queue' || video !== null) return []
  const { jobs } = queue.store.getState().list
  return [...selection.ids].flatMap((id) => findJob(jobs, id) ?? [])
}

const inSettings = (act: () => void) => () => {
  goTo('settings')
  act()
}

/** What each action does in the window. */
export const commands: Record<ActionName, Command> = {
  palette: {
    icon: SquareTerminal,
    run: () => {
      openDialog('palette')
    },
  },
  paste: {
    icon: ClipboardPaste,
    run: () => {
      draftSources([])
    },
  },
  addFiles: {
    icon: FileVideo,
    run: () => {
      chooseSources('files')
    },
  },
  addFolder: {
    icon: FolderOpen,
    run: () => {
      chooseSources('folder')
    },
  },
  pause: {
    icon: Pause,
    isPossible: () => !isPaused(),
    run: () => {
      pauseQueue('finish')
    },
  },
  pauseForAnHour: {
    icon: Hourglass,
    isPossible: () => !isPaused(),
    run: () => {
      pauseQueue('finish', 60)
    },
  },
  freeze: {
    icon: Snowflake,
    isPossible: () => !isFrozen(),
    run: () => {
      pauseQueue('freeze')
    },
  },
  resume: { icon: Play, isPossible: isPaused, run: resumeQueue },
  search: { icon: Search, run: focusSearch },
  settings: {
    icon: Settings,
    run: () => {
      goTo('settings')
    },
  },
  exportSettings: { icon: FileUp, run: exportSettings },
  importSettings: { icon: FileDown, run: inSettings(readSettingsFile) },
  diagnostics: {
    icon: Bug,
    run: inSettings(() => {
      openDialog('diagnostics')
    }),
  },
  sidebar: { icon: PanelLeft, run: toggleSidebar },
  retryChosen: {
    icon: RotateCw,
    isPossible: () => retryable(chosen()).length > 0,
    run: () => {
      retryJobs(chosen())
    },
  },
  cancelChosen: {
    icon: X,
    isPossible: () => cancellable(chosen()).length > 0,
    run: () => {
      cancelJobs(chosen())
    },
  },
  topChosen: {
    icon: ArrowUpToLine,
    isPossible: () => waiting(chosen()).length > 0,
    run: () => {
      moveToTop(chosen())
    },
  },
  shortcuts: {
    icon: Keyboard,
    run: () => {
      openDialog('shortcuts')
    },
  },
}

const names = Object.keys(actions).filter((name): name is ActionName => name in commands)

/** The actions that make sense now. */
export const possibleActions = (): ActionName[] =>
  names.filter((name) => commands[name].isPossible?.() ?? true)

/** The action that is possible now and done by these keys. */
export const actionOf = (keys: string): ActionName | undefined =>
  possibleActions().find((name) => actions[name].keys.some((known) => known === keys))
