import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import { t, type TextKey } from '../../../shared/language.ts'
import type { Settings } from '../../../shared/settings.ts'

export interface SettingProps {
  settings: Settings
  change: (changes: Partial<Settings>) => void
}

/** Something that can be set, and the words it is found by. */
export interface Setting {
  texts: readonly [TextKey, ...TextKey[]]
  View: ComponentType<SettingProps>
  /** What the system must be able to, where not every one is. */
  needs?: 'tellsMetered'
}

export interface SettingsSection {
  name: TextKey
  icon: LucideIcon
  settings: readonly Setting[]
}

/** Only what has all the words, in its own texts or in its section's name. */
export function findSettings(
  sections: readonly SettingsSection[],
  wanted: string,
): SettingsSection[] {
  const words = fold(wanted).split(/\s+/).filter(Boolean)
  return sections.flatMap((section) => {
    const settings = section.settings.filter(({ texts }) => {
      const text = fold([section.name, ...texts].map((key) => t(key)).join('\n'))
      return words.every((word) => text.includes(word))
    })
    return settings.length === 0 ? [] : [{ ...section, settings }]
  })
}

/** Case and accents make no difference. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase()
