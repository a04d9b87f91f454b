import { create } from 'zustand'
import type { CallInput, CallOutput, Overview } from '../../../shared/contract.ts'
import type { Preset } from '../../../shared/preset.ts'
import type { Settings } from '../../../shared/settings.ts'
import { call, sentenceOf } from '../lib/bridge.ts'
import { speakInPage } from './speak.ts'

interface AppState {
  overview: Overview | null
  info: CallOutput<'app.info'> | null
  presets: readonly Preset[]
  settings: Settings | null
  /** Why one of these could not be read. */
  failure: string | null
}

/** What the window knows of Spool beside the list. */
export const useApp = create<AppState>(() => ({
  overview: null,
  info: null,
  presets: [],
  settings: null,
  failure: null,
}))

/** Reads everything once. */
export async function loadApp(): Promise<void> {
  useApp.setState({ failure: null })
  try {
    await Promise.all([
      call('queue.overview', undefined).then((overview) => {
        useApp.setState((state) => (state.overview ? state : { overview }))
      }),
      call('app.info', undefined).then((info) => {
        useApp.setState({ info })
        speakInPage(info.locale)
        return loadPresets()
      }),
      call('settings.get', undefined).then((settings) => {
        useApp.setState({ settings })
      }),
    ])
  } catch (error) {
    useApp.setState({ failure: sentenceOf(error) })
  }
}

/** Reads the presets as they are called in the window's language. */
export async function loadPresets(): Promise<void> {
  const { inWords } = await import('../../../shared/preset.ts')
  useApp.setState({ presets: (await call('preset.list', undefined)).map(inWords) })
}

/** Begins to follow the state of the queue. */
export function followOverview(): void {
  window.spool.on('queue.changed', (overview) => {
    useApp.setState({ overview })
  })
}

export async function saveSettings(changes: CallInput<'settings.set'>): Promise<void> {
  useApp.setState({ settings: await call('settings.set', changes) })
  if (!changes.window) return
  const info = await call('app.info', undefined)
  useApp.setState({ info })
  speakInPage(info.locale)
  await loadPresets()
}

/** Whether everything that runs is held where it is. */
export const isFrozen = ({ overview }: AppState): boolean =>
  overview?.pause.paused === true && overview.pause.mode === 'freeze'
