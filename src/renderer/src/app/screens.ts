import {
  Clapperboard,
  ChartColumn,
  LibraryBig,
  ListVideo,
  Send,
  Settings,
  type LucideIcon,
} from 'lucide-react'
import type { ComponentType } from 'react'
import { later } from '../lib/later.ts'
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
  /** All but the one the window opens with come later. */
  view: ComponentType<{ screen: ScreenName }>
}

/** The screens in the order of the sidebar; their names are `app.screen` in the catalogue. */
export const screens: Record<ScreenName, Screen> = {
  queue: { icon: ListVideo, view: QueueView },
  library: {
    icon: LibraryBig,
    view: later(async () => (await import('../library/library-view.tsx')).LibraryView),
  },
  presets: {
    icon: Clapperboard,
    view: later(async () => (await import('../presets/preset-view.tsx')).PresetView),
  },
  publish: {
    icon: Send,
    view: later(async () => (await import('../publish/publish-view.tsx')).PublishView),
  },
  dashboard: {
    icon: ChartColumn,
    view: later(async () => (await import('../dashboard/dashboard-view.tsx')).DashboardView),
  },
  settings: {
    icon: Settings,
    view: later(async () => (await import('../settings/settings-view.tsx')).SettingsView),
  },
}
