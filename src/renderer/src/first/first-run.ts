import { create } from 'zustand'
import { saveSettings, useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'

/** Whether this window began with nothing, so that the first result is waited for. */
const useBegun = create<{ begun: boolean }>(() => ({ begun: false }))

export type FirstRun = 'begin' | 'watch' | null

/** Which part of the first steps is shown; only ever to somebody who never had a job. */
export function useFirstRun(): FirstRun {
  const isNew = useApp(({ settings }) => settings?.window.welcomed === false)
  const jobs = useApp(({ overview }) => overview?.statistics.totalJobs)
  const begun = useBegun((state) => state.begun)
  if (!isNew || jobs === undefined) return null
  if (jobs === 0) return 'begin'
  return begun ? 'watch' : null
}

export const beginFirstRun = (): void => {
  useBegun.setState({ begun: true })
}

/** They are not shown again. */
export function endFirstRun(): void {
  const window = useApp.getState().settings?.window
  if (window) attempt(() => saveSettings({ window: { ...window, welcomed: true } }))
}
