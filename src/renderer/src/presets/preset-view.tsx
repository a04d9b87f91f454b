import { clsx } from 'clsx'
import { Download } from 'lucide-react'
import { useEffect } from 'react'
import { t } from '../../../shared/language.ts'
import type { Preset } from '../../../shared/preset.ts'
import { loadPresets, useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { PresetPane } from './preset-pane.tsx'
import { choosePreset, importPreset, isOwn, usePresets } from './preset-store.ts'

/** Every preset, and the one that is looked at or changed. */
export function PresetView() {
  const presets = useApp((state) => state.presets)
  const active = usePresets((state) => state.active)
  useEffect(() => {
    attempt(loadPresets)
  }, [])
  const preset = presets.find(({ id }) => id === active) ?? presets[0]
  if (!preset) return <Skeleton />
  const own = presets.filter(isOwn)
  return (
    <div className="flex min-h-0 grow">
      <nav
        aria-label={t('presets.list')}
        className="flex w-64 shrink-0 flex-col max-[760px]:w-48 gap-3 overflow-y-auto border-e border-line bg-canvas p-3"
      >
        <Button
          onClick={() => {
            attempt(importPreset)
          }}
        >
          <Download aria-hidden />
          {t('presets.import')}
        </Button>
        {own.length > 0 && <Group title={t('presets.own')} presets={own} active={active} />}
        <Group
          title={t('presets.builtIn')}
          presets={presets.filter((one) => !isOwn(one))}
          active={active}
        />
      </nav>
      <PresetPane key={preset.id} preset={preset} />
    </div>
  )
}

interface GroupProps {
  title: string
  presets: readonly Preset[]
  active: string
}

function Group({ title, presets, active }: GroupProps) {
  const drafts = usePresets((state) => state.drafts)
  return (
    <section>
      <h2 className="px-2 pb-1 text-sm font-medium text-muted">{title}</h2>
      <ul>
        {presets.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === active}
              title={name}
              className={clsx(
                'block w-full truncate rounded-md px-2 py-1.5 text-start hover:bg-hover',
                id === active && 'bg-pressed font-medium',
              )}
              onClick={() => {
                choosePreset(id)
              }}
            >
              {name}
              {id in drafts && (
                <span className="ms-1.5 text-muted" role="img" aria-label={t('presets.changed')}>
                  •
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
