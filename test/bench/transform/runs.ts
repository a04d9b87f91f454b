import { execFile } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { launchChildProcess, requireTools } from '../../../src/core/index.ts'
import { WorkerPool } from '../../../src/core/workers/pool.ts'
import { jobIdSchema } from '../../../src/shared/job.ts'
import type { Preset } from '../../../src/shared/preset.ts'
import { defaultEncoding, type EncodingSettings } from '../../../src/shared/settings/encoding.ts'
import { defaultNetwork } from '../../../src/shared/settings/network.ts'

const worker = fileURLToPath(new URL('../../../src/worker/index.ts', import.meta.url))
const run = promisify(execFile)
const tools = await requireTools()

export const { ffmpeg } = tools

/** A clip with the detail, the motion and the noise of a camera: about 7 Mb/s as YouTube wants it. */
export async function makeClip(path: string, seconds: number, size = '1280x720'): Promise<string> {
  await run(ffmpeg, [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `mandelbrot=size=${size}:rate=30`],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-t', String(seconds)],
    ...['-vf', 'noise=alls=2:allf=t,format=yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-crf', '16', '-g', '60', '-c:a', 'aac', '-b:a', '160k', path],
  ])
  return path
}

/** Transforms through Spool's own workers. */
export class SpoolRuns {
  readonly #pool = new WorkerPool(launchChildProcess(worker), {
    started: () => undefined,
    ended: () => undefined,
    end: () => undefined,
  })
  readonly #folder: string
  #last = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** @returns the rendition and the job's log */
  async transform(inputPath: string, preset: Preset, encoding: Partial<EncodingSettings> = {}) {
    const id = ++this.#last
    const home = join(this.#folder, `job-${id}`)
    await mkdir(home, { recursive: true })
    const logPath = join(home, 'job.log')
    const work = this.#pool.run(
      {
        jobId: jobIdSchema.parse(id),
        attempt: 1,
        workFolder: join(home, 'work'),
        logPath,
        cacheFolder: join(this.#folder, 'cache'),
        tools,
        network: defaultNetwork,
        stage: {
          type: 'transform',
          inputPath,
          title: 'Clip',
          preset,
          targetFolder: join(home, 'made'),
          encoding: { ...defaultEncoding, checkpointMinutes: null, ...encoding },
        },
      },
      { onProgress: () => undefined, onFound: () => undefined },
    )
    const outcome = await work.outcome
    if (outcome.kind !== 'succeeded') throw new Error(JSON.stringify(outcome))
    if (outcome.result.type !== 'transform') throw new Error('Something else was made.')
    return { path: outcome.result.file.path, logPath, home }
  }

  /** The arguments that Spool gave FFmpeg to encode with, for somebody who writes them by hand. */
  async argumentsOf({ logPath }: { logPath: string }): Promise<string[]> {
    const log = await readFile(logPath, 'utf8')
    const line = log.split('\n').find((one) => one.includes(' -progress ') && one.includes('.part'))
    if (line === undefined) throw new Error('The log shows no encode.')
    return line.slice(line.indexOf(ffmpeg) + ffmpeg.length + 1).split(' ')
  }

  async remove({ home }: { home: string }): Promise<void> {
    await rm(home, { recursive: true, force: true })
  }

  close(): void {
    this.#pool.close()
  }
}

/** Runs FFmpeg with these arguments, as a person at a terminal would. */
export async function byHand(argv: readonly string[], output: string): Promise<void> {
  const quiet = argv.map((word) => (word === 'pipe:3' ? '/dev/null' : word))
  await run(ffmpeg, ['-y', ...quiet.slice(0, -1), `file:${output}`], { maxBuffer: 1 << 26 })
}
