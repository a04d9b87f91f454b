import {
  AppWindow,
  Download,
  HardDrive,
  LifeBuoy,
  Send,
  SlidersHorizontal,
  Timer,
  Workflow,
} from 'lucide-react'
import type { CallOutput } from '../../../shared/contract.ts'
import { careSettings } from './care-settings.tsx'
import { downloadSettings, storageSettings } from './download-settings.tsx'
import { generalSettings } from './general-settings.tsx'
import { githubSettings, publishSettings } from './publish-settings.tsx'
import type { SettingsSection } from './setting.ts'
import { windowSettings } from './window-settings.tsx'
import { workSettings } from './work-settings.tsx'

/** Everything that can be set, in the order it is shown. */
const allSections: readonly SettingsSection[] = [
  { name: 'settings.section.general', icon: SlidersHorizontal, settings: generalSettings },
  { name: 'settings.section.work', icon: Timer, settings: workSettings },
  { name: 'settings.section.downloads', icon: Download, settings: downloadSettings },
  { name: 'settings.section.publish', icon: Send, settings: publishSettings },
  { name: 'settings.section.github', icon: Workflow, settings: githubSettings },
  { name: 'settings.section.storage', icon: HardDrive, settings: storageSettings },
  { name: 'settings.section.window', icon: AppWindow, settings: windowSettings },
  { name: 'settings.section.care', icon: LifeBuoy, settings: careSettings },
]

/** What can be set on this machine. */
export const sectionsFor = (info: CallOutput<'app.info'> | null): SettingsSection[] =>
  allSections.map((section) => ({
    ...section,
    settings: section.settings.filter(({ needs }) => needs === undefined || info?.[needs] === true),
  }))
