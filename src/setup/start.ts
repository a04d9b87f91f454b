import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { parseArgs } from 'node:util'
import { SpoolError } from '../shared/errors.ts'
import { electronVite, ensureBuilt } from './build.ts'
import { hasDisplay, noDisplaySentence } from './display.ts'
import { ensure, explain, toStderr } from './ensure.ts'
import { projectFolder } from './project.ts'
import { electronRuntime } from './runtime.ts'
import type { ElectronRuntime } from './runtime.ts'

const { values: options } = parseArgs({
  options: { dev: { type: 'boolean', default: false }, force: { type: 'boolean', default: false } },
})

try {
  await start()
} catch (error) {
  if (!(error instanceof SpoolError)) throw error
  fail(explain(error))
}

async function start(): Promise<void> {
  if (!hasDisplay()) {
    fail(noDisplaySentence)
    return
  }
  const runtime = await electronRuntime({ force: options.force })
  await ensure(['ffmpeg', 'ffprobe'])
  if (options.dev) runDevelopment(runtime)
  else {
    await ensureBuilt(toStderr)
    runToTheEnd(runtime.executable, [...runtime.args, projectFolder], runtime.env)
  }
}

function runDevelopment({ executable, args, env }: ElectronRuntime): void {
  // electron-vite has its own name for this flag of Electron.
  const flags = args.includes('--no-sandbox') ? ['--noSandbox'] : []
  const command = [electronVite, 'dev', ...flags]
  runToTheEnd(process.execPath, command, { ...env, ELECTRON_EXEC_PATH: executable })
}

/** Hands the terminal to the command; its end is this process's end. */
function runToTheEnd(command: string, args: string[], env: Record<string, string>): void {
  const child = spawn(command, args, {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('error', (error) => {
    fail(`${command} could not be started (${error.message}).`)
  })
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal]
  })
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}
