import type { Output } from '../output.ts'

/** What the commands of a program have in common. */
export interface Setting {
  /** Runs a command with where its answers go, and keeps its exit code. */
  does: <A extends unknown[]>(
    command: (output: Output, ...args: A) => Promise<number>,
  ) => (...args: A) => Promise<void>
  /** The script of a worker process. */
  workerScript: string
}
