import {
  Clapperboard,
  ChartColumn,
  LibraryBig,
  ListVideo,
  Send,
  Settings,
  type LucideIcon,
} from 'lucide-react'
import { lazy, type ComponentType } from 'react'
import { QueueView } from '../queue/queue-view.tsx'

export const screenNames = [
  'queue',
  'library',
  'presets',
  'publish',
  'dashboard',
  'settings',
] as const
export type ScreenName = (typeof screenNames)[number]

interface Screen {
  icon: LucideIcon
  /** Loaded when it is first shown, but for the one the window opens with. */
  view: ComponentType<{ screen: ScreenName }>
}

/** The screens in the order of the sidebar; their names are `app.screen` in the catalogue. */
export const screens: Record<ScreenName, Screen> = {
  queue: { icon: ListVideo, view: QueueView },
  library: {
    icon: LibraryBig,
    view: lazy(async () => ({
      default: (await import('../library/library-view.tsx')).LibraryView,
    })),
  },
  presets: {
    icon: Clapperboard,
    view: lazy(async () => ({
      default: (await import('../presets/preset-view.tsx')).PresetView,
    })),
  },
  publish: {
    icon: Send,
    view: lazy(async () => ({
      default: (await import('../publish/publish-view.tsx')).PublishView,
    })),
  },
  dashboard: {
    icon: ChartColumn,
    view: lazy(async () => ({
      default: (await import('../dashboard/dashboard-view.tsx')).DashboardView,
    })),
  },
  settings: {
    icon: Settings,
    view: lazy(async () => ({
      default: (await import('../settings/settings-view.tsx')).SettingsView,
    })),
  },
}
