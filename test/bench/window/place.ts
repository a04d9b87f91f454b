import type { ElectronRuntime } from '../../../src/setup/runtime.ts'

/** What the measurements of the window work with. */
export interface Place {
  runtime: ElectronRuntime
  /** The folder of Spool with workers that only talk. */
  spool: string
  /** The folder of the app that does nothing. */
  empty: string
  folder: string
  /** Spool's data, with a long queue that is paused. */
  home: string
}
