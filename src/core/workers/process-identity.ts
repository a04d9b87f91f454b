import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { systemCode } from '../../shared/errors.ts'

const run = promisify(execFile)

/**
 * When a process was started, in the system's own notation; with its pid this names one process
 * for ever, where a pid alone may be another's by now. Null where there is no such process.
 */
export async function processStart(pid: number): Promise<string | null> {
  switch (process.platform) {
    case 'linux':
      return linuxStart(pid)
    case 'win32': {
      const script = `(Get-Process -Id ${String(pid)}).StartTime.ToFileTimeUtc()`
      return outputOf('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script])
    }
    default:
      return outputOf('ps', ['-o', 'lstart=', '-p', String(pid)])
  }
}

async function linuxStart(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8')
    // The name in brackets may hold anything; the fields after it are state, …, start time (22nd).
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return null
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${boot.trim()}:${fields[18] ?? ''}`
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ESRCH') return null
    throw error
  }
}

async function outputOf(file: string, args: string[]): Promise<string | null> {
  try {
    const { stdout } = await run(file, args, { windowsHide: true })
    return stdout.trim() || null
  } catch {
    // Both programs fail exactly when there is no such process.
    return null
  }
}

/** Ends this very process, and on POSIX the group it leads; does nothing if it is gone. */
export async function endProcess(pid: number, started: string): Promise<void> {
  if ((await processStart(pid)) !== started) return
  if (process.platform !== 'win32') signal(-pid)
  signal(pid)
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error
  }
}
