import { fork } from 'node:child_process'
import type { WorkerCommand } from '../../shared/worker-protocol.ts'

/** A worker process as the pool sees it, whatever started it. */
export interface WorkerProcess {
  readonly pid: number | undefined
  send(command: WorkerCommand): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process has ended or could not be started. */
  onExit(listener: (code: number | null) => void): void
  /** Ends the process at once. */
  kill(): void
}

export type LaunchWorker = () => WorkerProcess

/**
 * Workers as plain child processes of Node, for the command line and tests. On POSIX each leads its
 * own group, so that Ctrl+C in a terminal reaches Spool alone, which then stops them in order.
 *
 * @param script the worker's entry file
 */
export const launchChildProcess =
  (script: string): LaunchWorker =>
  () => {
    const child = fork(script, {
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    return {
      pid: child.pid,
      send: (command) => {
        // A worker that has just died cannot be told anything; its exit is reported by itself.
        if (child.connected) child.send(command, () => undefined)
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        let over = false
        const once = (code: number | null) => {
          if (!over) listener(code)
          over = true
        }
        child.on('exit', once)
        child.on('error', () => {
          once(null)
        })
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
