import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import {
  launchChildProcess,
  openEngine,
  requireTools,
  workerTools,
  type Engine,
  type EngineOptions,
} from '../../../src/core/index.ts'
import { temporaryFolder } from './temporary.ts'

export const workerScript = fileURLToPath(new URL('../../../src/worker/index.ts', import.meta.url))
export const launchWorker = launchChildProcess(workerScript)

/** A new home with a library of its own. */
export async function newHome(): Promise<string> {
  const home = await temporaryFolder()
  const engine = await openEngine({ home })
  engine.changeSettings({
    libraryFolder: join(home, 'Library'),
    publishFolder: join(home, 'Published'),
  })
  await engine.close()
  return home
}

/** An engine on this home, closed when the test is over. */
export async function engineOn(
  home: string,
  options: Partial<EngineOptions> = {},
): Promise<Engine & { closed: boolean }> {
  const engine = Object.assign(await openEngine({ home, ...options }), { closed: false })
  onTestFinished(async () => {
    if (!engine.closed) await engine.close()
  })
  return engine
}

export const startWorking = (engine: Engine): Promise<void> =>
  engine.start({ launchWorker, tools: workerTools })

/** Resolves when the condition holds; looked at whenever the engine says that something changed. */
export function until(engine: Engine, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!condition()) return
      engine.events.off('queue', look)
      engine.events.off('jobs', look)
      engine.events.off('reset', look)
      resolve()
    }
    engine.events.on('queue', look)
    engine.events.on('jobs', look)
    engine.events.on('reset', look)
    look()
  })
}

/** Nothing waits, runs, is to be tried again or still clears up after itself. */
export const isDrained = (engine: Engine): boolean => {
  const { queued, processing, retrying } = engine.overview().statistics
  return queued + processing + retrying + engine.runningCount() === 0
}

/** Makes a clip of so many seconds; a large one takes a while to transform. */
export async function makeClip(path: string, seconds = 1, size = '160x90'): Promise<string> {
  const { ffmpeg } = await requireTools()
  await mkdir(join(path, '..'), { recursive: true })
  await promisify(execFile)(ffmpeg, [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=25`],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
    ...['-t', String(seconds), '-metadata', `title=${path}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
    `file:${path}`,
  ])
  return path
}
