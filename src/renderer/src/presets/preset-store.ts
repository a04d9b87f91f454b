import { create } from 'zustand'
import type { PlanSummary } from '../../../shared/plan/index.ts'
import { t } from '../../../shared/language.ts'
import { findPreset, type Preset } from '../../../shared/preset.ts'
import { loadPresets, useApp } from '../app/app-store.ts'
import { call, sentenceOf } from '../lib/bridge.ts'
import { toast } from '../ui/toast.tsx'
import type { Draft } from './fields.ts'

interface PresetState {
  active: string
  /** What the active preset is being changed to; null while it is as it was. */
  draft: Draft | null
  /** The file that plans are shown for. */
  path: string | null
  plan: PlanSummary | null
  planFailure: string | null
}

export const usePresets = create<PresetState>(() => ({
  active: 'youtube-1080p',
  draft: null,
  path: null,
  plan: null,
  planFailure: null,
}))

export const isOwn = ({ id }: Preset): boolean => findPreset(id) === undefined

export function choosePreset(id: string): void {
  usePresets.setState({ active: id, draft: null, plan: null, planFailure: null })
  void showPlan()
}

export async function savePreset(draft: Draft): Promise<void> {
  await call('preset.save', { preset: draft, queuedToo: false })
  await loadPresets()
  usePresets.setState({ draft: null })
  toast({ tone: 'success', title: t('presets.saved') })
  void showPlan()
}

export async function duplicatePreset(id: string): Promise<void> {
  const copy = await call('preset.duplicate', { id })
  await loadPresets()
  choosePreset(copy.id)
}

export async function removePreset({ id, name }: Preset): Promise<void> {
  await call('preset.remove', { id })
  await loadPresets()
  choosePreset('youtube-1080p')
  toast({
    title: t('presets.removed', { name }),
    action: {
      name: t('presets.undo'),
      run: () => {
        void call('preset.restore', { id })
          .then(loadPresets)
          .then(() => {
            choosePreset(id)
          })
      },
    },
  })
}

export async function importPreset(): Promise<void> {
  const preset = await call('preset.import', undefined)
  if (preset === null) return
  await loadPresets()
  choosePreset(preset.id)
}

export async function choosePlanFile(): Promise<void> {
  const [path] = await call('source.choose', { what: 'files' })
  if (path === undefined) return
  usePresets.setState({ path })
  await showPlan()
}

/** Asks what the preset as it stands would do; only the newest answer counts. */
export async function showPlan(): Promise<void> {
  const { path, active, draft } = usePresets.getState()
  const preset = draft ?? useApp.getState().presets.find(({ id }) => id === active)
  if (path === null || !preset) return
  const isCurrent = () => usePresets.getState().active === active
  try {
    const plan = await call('preset.plan', { path, preset: { ...preset } })
    if (isCurrent()) usePresets.setState({ plan, planFailure: null })
  } catch (error) {
    if (isCurrent()) usePresets.setState({ plan: null, planFailure: sentenceOf(error) })
  }
}
