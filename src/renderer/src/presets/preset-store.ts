import { create } from 'zustand'
import type { PlanSummary } from '../../../shared/plan/index.ts'
import { t } from '../../../shared/language.ts'
import { defaultPresetId, findPreset, type Preset } from '../../../shared/preset.ts'
import { everything } from '../../../shared/query.ts'
import type { MediaChoice } from '../../../shared/sample.ts'
import { loadPresets } from '../app/app-store.ts'
import { call, sentenceOf } from '../lib/bridge.ts'
import { toast } from '../ui/toast.ts'
import type { Draft } from './draft.ts'

interface PresetState {
  active: string
  /** What own presets are being changed to, by id; nothing of it is lost by looking elsewhere. */
  drafts: Readonly<Record<string, Draft>>
  /** The video that plans and samples are shown for. */
  media: { of: MediaChoice; name: string } | null
  plan: PlanSummary | null
  planFailure: string | null
}

export const usePresets = create<PresetState>(() => ({
  active: defaultPresetId,
  drafts: {},
  media: null,
  plan: null,
  planFailure: null,
}))

export const isOwn = ({ id }: Preset): boolean => findPreset(id) === undefined

export function choosePreset(id: string): void {
  usePresets.setState({ active: id, plan: null, planFailure: null })
}

export function changeDraft(id: string, draft: Draft): void {
  usePresets.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: draft } }))
}

export function discardDraft(id: string): void {
  usePresets.setState(({ drafts }) => ({
    drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== id)),
  }))
}

export async function savePreset(draft: Draft, queuedToo: boolean): Promise<void> {
  const { id } = await call('preset.save', { preset: draft, queuedToo })
  await loadPresets()
  discardDraft(id)
  toast({ tone: 'success', title: t(queuedToo ? 'presets.savedQueued' : 'presets.saved') })
}

/** Whether any job waits that was queued with this preset. */
export async function isQueued(preset: string): Promise<boolean> {
  const query = { ...everything, group: 'waiting' as const, type: 'transform' as const, preset }
  return (await call('queue.find', { query, cursor: null, limit: 1 })).jobs.length > 0
}

export async function duplicatePreset({ id, name, description }: Preset): Promise<void> {
  const copy = await call('preset.duplicate', {
    ...{ id, name: t('presets.copyName', { name }), description },
  })
  await loadPresets()
  choosePreset(copy.id)
}

export async function removePreset({ id, name }: Preset): Promise<void> {
  await call('preset.remove', { id })
  await loadPresets()
  choosePreset(defaultPresetId)
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

export async function chooseMediaFile(): Promise<void> {
  const path = await call('preset.chooseFile', { kind: 'video' })
  if (path !== null) chooseMedia({ path }, path.split(/[\\/]/).at(-1) ?? path)
}

export function chooseMedia(of: MediaChoice, name: string): void {
  usePresets.setState({ media: { of, name }, plan: null, planFailure: null })
}

/** Asks what a preset as it stands would do; only an answer that is still asked for counts. */
export async function showPlan(preset: Draft, of: MediaChoice, signal: AbortSignal): Promise<void> {
  try {
    const plan = await call('preset.plan', { of, preset })
    if (!signal.aborted) usePresets.setState({ plan, planFailure: null })
  } catch (error) {
    if (!signal.aborted) usePresets.setState({ plan: null, planFailure: sentenceOf(error) })
  }
}
