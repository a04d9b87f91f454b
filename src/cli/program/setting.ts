import type { Output } from '../output.ts'

/** What the commands of a program have in common. */
export interface Setting {
  /**
   * Runs a command with where its answers go, and keeps its exit code. What it takes is loaded only
   * then, so that asking for help does not wait for the whole engine.
   */
  does: <A extends unknown[]>(
    load: () => Promise<(output: Output, ...args: A) => Promise<number>>,
  ) => (...args: A) => Promise<void>
  /** The script of a worker process. */
  workerScript: string
}
