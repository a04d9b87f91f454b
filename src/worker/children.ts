import { spawn, type ChildProcess } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { SpoolError, systemCode } from '../shared/errors.ts'
import type { ChildCommand, ChildEnd } from './context.ts'
import type { FreezeGate } from './freeze.ts'

const graceMs = 5_000
const keptStderrLines = 200
const maxLineLength = 4_096
/** A program's answers may hold texts of others; what it says of its own stays shorter. */
const maxAnswerLength = 65_536
const isWindows = process.platform === 'win32'

/** Children get only what programs need to run at all: no secrets, nothing that changes them. */
const passedVariables = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH']

function childEnvironment(): NodeJS.ProcessEnv {
  const passed = passedVariables.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  // Messages are classified by their English text.
  return { ...Object.fromEntries(passed), LC_ALL: 'C' }
}

interface ChildReport {
  started(pid: number): void
  ended(pid: number): void
  log(line: string): void
}

/** The programs one job runs: each in its own process group, so that all of it can be ended. */
export class Children {
  readonly #gate: FreezeGate
  readonly #report: ChildReport
  readonly #running = new Set<ChildProcess>()

  constructor(gate: FreezeGate, report: ChildReport) {
    this.#gate = gate
    this.#report = report
  }

  async run(command: ChildCommand, jobSignal: AbortSignal): Promise<ChildEnd> {
    const signal = command.signal ? AbortSignal.any([jobSignal, command.signal]) : jobSignal
    await this.#gate.whenThawed(signal)
    const child = spawn(command.program, command.argv, {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: !isWindows,
      windowsHide: true,
      env: childEnvironment(),
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    })
    const stderr: string[] = []
    readLines(child.stdout, command.onStdoutLine ?? ignoreLine, maxAnswerLength)
    readLines(child.stdio[3], command.onProgressLine ?? ignoreLine)
    readLines(child.stderr, (line) => {
      stderr.push(line)
      if (stderr.length > keptStderrLines) stderr.shift()
    })
    // A program may end before it was told to: writing to it then is no error.
    child.stdin.on('error', ignoreLine)
    if (command.stdin !== undefined) child.stdin.end(command.stdin)

    const ended = await this.#untilClosed(child, command.program, signal)
    signal.throwIfAborted()
    if (ended.exitSignal !== null) throw endedFromOutside(command, ended.exitSignal, stderr)
    return { exitCode: ended.exitCode, stderr }
  }

  /** Ends everything at once, without a chance to finish. */
  killAll(): void {
    for (const child of this.#running) signalGroup(child, 'SIGKILL')
  }

  async #untilClosed(
    child: ChildProcess,
    program: string,
    signal: AbortSignal,
  ): Promise<{ exitCode: number | null; exitSignal: NodeJS.Signals | null }> {
    const { pid } = child
    const stopListening = this.#gate.onChange((frozen) => {
      this.#hold(child, frozen)
    })
    let killTimer: NodeJS.Timeout | undefined
    const stop = () => {
      askToEnd(child)
      killTimer = setTimeout(() => {
        signalGroup(child, 'SIGKILL')
      }, graceMs)
    }
    if (pid !== undefined) {
      this.#yieldToOthers(pid)
      this.#running.add(child)
      this.#report.started(pid)
      signal.addEventListener('abort', stop)
    }
    try {
      return await new Promise((resolve, reject) => {
        child.on('error', (error) => {
          reject(startFailure(program, error))
        })
        // Whoever is left in the group goes too, and lets go of the pipes `close` waits for.
        child.on('exit', () => {
          signalGroup(child, 'SIGKILL')
        })
        child.on('close', (exitCode, exitSignal) => {
          resolve({ exitCode, exitSignal })
        })
      })
    } finally {
      clearTimeout(killTimer)
      stopListening()
      signal.removeEventListener('abort', stop)
      this.#running.delete(child)
      if (pid !== undefined) this.#report.ended(pid)
    }
  }

  /** All cores are made use of, but the window and whatever else a person does come first. */
  #yieldToOthers(pid: number): void {
    try {
      setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
    } catch (error) {
      // A courtesy: it works as well without.
      this.#report.log(`It runs at the usual priority: ${String(error)}`)
    }
  }

  #hold(child: ChildProcess, frozen: boolean): void {
    if (isWindows) {
      if (frozen) this.#report.log('A running program cannot be held on Windows; it goes on.')
      return
    }
    signalGroup(child, frozen ? 'SIGSTOP' : 'SIGCONT')
  }
}

function ignoreLine(): void {
  // Drained, or the child would block on a full pipe.
}

function askToEnd(child: ChildProcess): void {
  if (isWindows) {
    child.stdin?.write('q')
    return
  }
  signalGroup(child, 'SIGTERM')
  // A held process takes its signals only when it goes on.
  signalGroup(child, 'SIGCONT')
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (isWindows) child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error
  }
}

function endedFromOutside(
  { program, argv }: ChildCommand,
  exitSignal: NodeJS.Signals,
  stderr: readonly string[],
): SpoolError {
  return new SpoolError(
    'transient',
    `${basename(program)} was ended from outside (${exitSignal}), perhaps for lack of memory. Retry.`,
    { details: { command: [program, ...argv], exitCode: null, stderr: stderr.slice(-30) } },
  )
}

function startFailure(program: string, error: Error): SpoolError {
  const details = { command: [program], stack: String(error) }
  if (['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE'].includes(systemCode(error) ?? '')) {
    const sentence = 'This machine has too much to do to start another program. Retry later.'
    return new SpoolError('transient', sentence, { details, cause: error })
  }
  return new SpoolError(
    'tool',
    `${basename(program)} could not be started. Run “spool doctor” to see what is missing.`,
    { details, cause: error },
  )
}

/** Calls back for each line; a line without end cannot fill the memory. */
function readLines(
  stream: unknown,
  onLine: (line: string) => void,
  maxLength = maxLineLength,
): void {
  if (!isReadable(stream)) return
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('error', ignoreLine)
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n|\r/)
    rest = (lines.pop() ?? '').slice(0, maxLength)
    for (const line of lines) if (line !== '') onLine(line.slice(0, maxLength))
  })
  stream.on('end', () => {
    if (rest !== '') onLine(rest)
  })
}

const isReadable = (stream: unknown): stream is Readable =>
  typeof stream === 'object' && stream !== null && 'setEncoding' in stream
