import { utilityProcess } from 'electron'
import type { WorkerProcess } from '../core/index.ts'
import { systemCode } from '../shared/errors.ts'
import type { Log } from './log.ts'
import { paths } from './paths.ts'

/** Starts a worker as a process of Electron's own kind; what it prints goes to the log. */
export function launchWorker(log: Log): WorkerProcess {
  const child = utilityProcess.fork(paths.worker, [], {
    serviceName: 'Spool worker',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Known from the moment it runs, and still after its end.
  let pid: number | undefined
  child.once('spawn', () => {
    pid = child.pid
  })
  const toLog = (chunk: Buffer) => {
    log(`worker ${pid ?? '?'}: ${chunk.toString()}`)
  }
  child.stdout?.on('data', toLog)
  child.stderr?.on('data', toLog)
  child.on('error', (type, location) => {
    log(`worker ${pid ?? '?'} broke down: ${type} at ${location}`)
  })

  return {
    get pid() {
      return pid
    },
    send(command) {
      child.postMessage(command)
    },
    onMessage(listener) {
      child.on('message', listener)
    },
    onExit(listener) {
      child.once('exit', listener)
    },
    kill() {
      if (pid !== undefined) endNow(pid)
      else {
        child.once('spawn', () => {
          endNow(child.pid)
        })
      }
    },
  }
}

function endNow(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It has just ended by itself.
    if (systemCode(error) !== 'ESRCH') throw error
  }
}
