import { FileVideo, LibraryBig, type LucideIcon } from 'lucide-react'
import { go } from 'fuzzysort'
import { actions } from '../../../shared/actions.ts'
import type { Named } from '../../../shared/calls/window.ts'
import { t } from '../../../shared/language.ts'
import { everything } from '../../../shared/query.ts'
import { commands, possibleActions } from '../app/commands.ts'
import { screenNames, screens } from '../app/screens.ts'
import { goTo, goToSetting, openVideo } from '../app/ui-store.ts'
import { chooseQuery } from '../queue/choose-query.ts'
import type { SettingsSection } from '../settings/setting.ts'

export type ItemGroup = 'recent' | 'actions' | 'screens' | 'settings' | 'videos' | 'sources'

/** Something the palette does or leads to. */
export interface PaletteItem {
  /** The same whenever it is offered: it is remembered by it. */
  id: string
  group: ItemGroup
  name: string
  icon: LucideIcon
  keys: string | undefined
  run: () => void
}

/** What there is to do and to go to, now. */
export const ownItems = (): PaletteItem[] => [
  ...possibleActions()
    .filter((name) => name !== 'palette' && name !== 'settings')
    .map((name): PaletteItem => ({
      id: `action.${name}`,
      group: 'actions',
      name: t(actions[name].name),
      icon: commands[name].icon,
      keys: actions[name].keys[0],
      run: commands[name].run,
    })),
  ...screenNames.map((name, index): PaletteItem => ({
    id: `screen.${name}`,
    group: 'screens',
    name: t('palette.goTo', { screen: t(`app.screen.${name}`) }),
    icon: screens[name].icon,
    keys: String(index + 1),
    run: () => {
      goTo(name)
    },
  })),
]

/** Every single setting. */
export const settingItems = (sections: readonly SettingsSection[]): PaletteItem[] =>
  sections.flatMap(({ name: section, icon, settings }) =>
    settings.map(({ texts: [name] }): PaletteItem => ({
      id: `setting.${name}`,
      group: 'settings',
      name: `${t(section)}: ${t(name)}`,
      icon,
      keys: undefined,
      run: () => {
        goToSetting(name)
      },
    })),
  )

/** What was found in the library. */
export const foundItems = ({ videos, sources }: Named): PaletteItem[] => [
  ...videos.map(({ id, title }): PaletteItem => ({
    id: `video.${id}`,
    group: 'videos',
    name: title,
    icon: FileVideo,
    keys: undefined,
    run: () => {
      openVideo(id)
    },
  })),
  ...sources.map(({ id, title }): PaletteItem => ({
    id: `source.${id}`,
    group: 'sources',
    name: title,
    icon: LibraryBig,
    keys: undefined,
    run: () => {
      goTo('queue')
      chooseQuery({ ...everything, sourceId: id })
    },
  })),
]

const shownRecent = 5

/** Without words all there is to do, what was used last first; with words what fits, best first. */
export function rank(
  items: readonly PaletteItem[],
  wanted: string,
  recent: readonly string[],
): PaletteItem[] {
  if (wanted.trim() === '') {
    const last = recent
      .flatMap((id) => items.find((item) => item.id === id) ?? [])
      .slice(0, shownRecent)
    return [
      ...last.map((item): PaletteItem => ({ ...item, group: 'recent' })),
      ...items.filter((item) => item.group !== 'settings' && !last.includes(item)),
    ]
  }
  const bonus = ({ id }: PaletteItem): number => (recent.includes(id) ? 0.05 : 0)
  return go(wanted, items, { key: (item: PaletteItem) => item.name, limit: 0, threshold: 0.2 })
    .map(({ obj, score }) => ({ obj, score: score + bonus(obj) }))
    .sort((a, b) => b.score - a.score)
    .map(({ obj }) => obj)
}
