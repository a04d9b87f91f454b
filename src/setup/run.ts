import { spawn } from 'node:child_process'
import { SpoolError } from '../shared/errors.ts'

export interface RunOptions {
  cwd?: string
  /** Added to this process's environment. */
  env?: Record<string, string>
  timeoutMs?: number
}

/** The last lines of a failed command, enough to say why. */
const tailLength = 20

/**
 * Runs a command to its end and answers with its output (stdout and stderr as they came).
 *
 * @throws SpoolError of kind `tool` when it cannot start, fails or takes longer than `timeoutMs`.
 */
export function run(
  command: string,
  arguments_: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, arguments_, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      windowsHide: true,
    })
    const output: string[] = []
    child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text))

    const fail = (reason: string, cause?: unknown): void => {
      const lines = output.join('').trimEnd().split('\n').slice(-tailLength)
      const details = { command: [command, ...arguments_], exitCode: child.exitCode, stderr: lines }
      reject(new SpoolError('tool', `${command} ${reason}.`, { details, cause }))
    }
    child.on('error', (error) => {
      fail(`could not be started (${error.message})`, error)
    })
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output.join(''))
      else if (child.killed) fail(`took longer than ${(options.timeoutMs ?? 0) / 1000} seconds`)
      else if (signal !== null) fail(`was ended by ${signal}`)
      else fail(`ended with exit code ${String(code)}`)
    })
  })
}

/** Does slow work and says every ten seconds that it still goes on. */
export async function withProgress<Result>(
  label: string,
  log: (line: string) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  const start = Date.now()
  const seconds = (): string => `${String(Math.round((Date.now() - start) / 1000))} s`
  log(`${label} …`)
  const timer = setInterval(() => {
    log(`${label} … ${seconds()}`)
  }, 10_000)
  try {
    const result = await work()
    log(`${label}: done in ${seconds()}`)
    return result
  } finally {
    clearInterval(timer)
  }
}
