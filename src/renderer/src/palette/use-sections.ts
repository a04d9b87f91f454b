import { useEffect, useState } from 'react'
import { useApp } from '../app/app-store.ts'
import type { SettingsSection } from '../settings/setting.ts'

/** The settings, once their part of the window is loaded: it is not needed to begin with. */
export function useSections(): readonly SettingsSection[] {
  const [sections, setSections] = useState<readonly SettingsSection[]>([])
  useEffect(() => {
    void import('../settings/sections.ts').then((loaded) => {
      setSections(loaded.sectionsFor(useApp.getState().info))
    })
  }, [])
  return sections
}
