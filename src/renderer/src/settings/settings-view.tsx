import { SearchX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t, type TextKey } from '../../../shared/language.ts'
import type { Settings } from '../../../shared/settings.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { useUi } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { EmptyMessage } from '../ui/empty-message.tsx'
import { ScrollArea } from '../ui/scroll-area.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { DiagnosticsDialog } from './diagnostics-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { sectionsFor } from './sections.ts'
import { findSettings, type SettingsSection } from './setting.ts'

const change = (changes: Partial<Settings>): void => {
  attempt(() => saveSettings(changes))
}

/** Everything that can be set. Each change counts at once. */
export function SettingsView() {
  const settings = useApp((state) => state.settings)
  const info = useApp((state) => state.info)
  const [wanted, setWanted] = useState('')
  const setting = useUi((state) => state.setting)
  // What was asked for is not to be hidden by what was searched before.
  if (setting !== null && wanted !== '') setWanted('')
  useEffect(() => {
    if (setting !== null) showSetting(setting)
  }, [setting])
  if (!settings) return <Skeleton />
  const sections = sectionsFor(info)
  const found = findSettings(sections, wanted)
  return (
    <>
      <header className="flex h-13 shrink-0 items-center gap-3 border-b border-line bg-canvas px-4">
        <h2 className="text-lg font-semibold">{t('settings.title')}</h2>
        <SearchInput label={t('settings.search')} value={wanted} onChange={setWanted} />
        <span className="grow" />
        <p className="text-sm whitespace-nowrap text-muted">
          {t('settings.version', { version: info?.version ?? '' })}
        </p>
      </header>
      <div className="flex min-h-0 grow">
        <SectionLinks sections={sections} found={found} />
        <ScrollArea>
          {found.length === 0 && (
            <EmptyMessage
              icon={SearchX}
              title={t('settings.nothingFound')}
              text={t('settings.nothingFoundText')}
            />
          )}
          <div className="mx-auto flex max-w-160 flex-col gap-8 p-6">
            {found.map((section) => (
              <section key={section.name} id={section.name} aria-labelledby={headingOf(section)}>
                <h3 id={headingOf(section)} tabIndex={-1} className="mb-4 text-lg font-semibold">
                  {t(section.name)}
                </h3>
                <div className="flex flex-col gap-5">
                  {section.settings.map(({ texts: [name], View }) => (
                    <div key={name} data-setting={name}>
                      <View settings={settings} change={change} />
                    </div>
                  ))}
                </div>
              </section>
            ))}
          </div>
        </ScrollArea>
      </div>
      <ImportDialog />
      <DiagnosticsDialog />
    </>
  )
}

/** Scrolls to one setting and gives it the keyboard. */
function showSetting(name: TextKey): void {
  useUi.setState({ setting: null })
  const place = document.querySelector(`[data-setting="${name}"]`)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('button, input, textarea')?.focus()
}

const headingOf = ({ name }: SettingsSection): string => `${name}.heading`

interface SectionLinksProps {
  sections: readonly SettingsSection[]
  /** Those with something that was searched for. */
  found: readonly SettingsSection[]
}

/** The way to each section, where there is room for it. */
function SectionLinks({ sections, found }: SectionLinksProps) {
  return (
    <nav
      aria-label={t('settings.sections')}
      className="flex w-56 shrink-0 flex-col gap-0.5 border-e border-line bg-canvas p-2 max-[860px]:hidden"
    >
      {sections.map((section) => {
        const Icon = section.icon
        return (
          <button
            key={section.name}
            type="button"
            disabled={!found.some(({ name }) => name === section.name)}
            className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-start text-muted hover:bg-pressed hover:text-text disabled:pointer-events-none disabled:opacity-50"
            onClick={() => {
              const heading = document.getElementById(headingOf(section))
              heading?.scrollIntoView({ block: 'start' })
              heading?.focus({ preventScroll: true })
            }}
          >
            <Icon className="size-4 shrink-0" aria-hidden />
            <span className="truncate">{t(section.name)}</span>
          </button>
        )
      })}
    </nav>
  )
}
