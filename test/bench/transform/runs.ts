import { execFile } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { launchChildProcess, requireTools } from '../../../src/core/index.ts'
import { WorkerPool, type Outcome } from '../../../src/core/workers/pool.ts'
import { jobIdSchema } from '../../../src/shared/job.ts'
import type { Preset } from '../../../src/shared/preset.ts'
import { defaultEncoding, type EncodingSettings } from '../../../src/shared/settings/encoding.ts'
import { defaultNetwork } from '../../../src/shared/settings/network.ts'
import type { OrderOf } from '../../../src/shared/stage.ts'

const worker = fileURLToPath(new URL('../../../src/worker/index.ts', import.meta.url))
const run = promisify(execFile)
const tools = await requireTools()

export const { ffmpeg } = tools

/** What is repeated to make a clip of any length, in seconds. */
const loopSeconds = 4

/** A clip with the detail, the motion and the noise of a camera: about 12 Mb/s as YouTube wants it. */
export async function makeClip(path: string, seconds: number): Promise<string> {
  const loop = `${path}.loop.mp4`
  await run(ffmpeg, [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'mandelbrot=size=1920x1080:rate=30'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-t', String(loopSeconds)],
    ...['-vf', 'noise=alls=2:allf=t,format=yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-crf', '16', '-g', '60', '-c:a', 'aac', '-b:a', '160k', loop],
  ])
  await run(ffmpeg, [
    ...['-v', 'error', '-y', '-stream_loop', '-1', '-i', loop, '-t', String(seconds)],
    ...['-c', 'copy', path],
  ])
  await rm(loop)
  return path
}

/** How alike two videos look by SSIM: 1 is the same. */
export async function ssimOf(a: string, b: string): Promise<number> {
  const { stderr } = await run(ffmpeg, [
    ...['-hide_banner', '-i', a, '-i', b],
    // By number: containers round their times differently.
    ...['-lavfi', '[0:v]settb=1/30,setpts=N[x];[1:v]settb=1/30,setpts=N[y];[x][y]ssim'],
    ...['-f', 'null', '-'],
  ])
  return Number(/ All:([\d.]+)/.exec(stderr)?.[1])
}

export interface Made {
  path: string
  logPath: string
  home: string
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
  async transform(
    inputPath: string,
    preset: Preset,
    encoding: Partial<EncodingSettings> = {},
  ): Promise<Made> {
    const [made] = await this.together(inputPath, [preset], encoding)
    if (!made) throw new Error('Nothing was made.')
    return made
  }

  /** Several renditions in one run. */
  async together(
    inputPath: string,
    presets: readonly Preset[],
    encoding: Partial<EncodingSettings> = {},
  ): Promise<Made[]> {
    const orders = presets.map((preset) => {
      const id = ++this.#last
      const home = join(this.#folder, `job-${id}`)
      const stage: OrderOf<'transform'> = {
        ...{ type: 'transform', inputPath, title: 'Clip', preset },
        targetFolder: join(home, 'made'),
        encoding: { ...defaultEncoding, checkpointMinutes: null, ...encoding },
      }
      return { jobId: jobIdSchema.parse(id), logPath: join(home, 'job.log'), stage, home }
    })
    const [first, ...alongside] = orders
    if (!first) return []
    for (const { home } of orders) await mkdir(home, { recursive: true })
    const { jobId, logPath, stage, home } = first
    const work = this.#pool.run(
      {
        ...{ jobId, attempt: 1, workFolder: join(home, 'work'), logPath },
        ...{ cacheFolder: join(this.#folder, 'cache'), tools, network: defaultNetwork },
        ...{ stage, alongside },
      },
      { onProgress: () => undefined, onFound: () => undefined },
    )
    const outcomes = await Promise.all([work.outcome, ...work.alongside])
    return orders.map((order, index) => ({ ...order, path: pathOf(outcomes[index]) }))
  }

  /** The arguments that Spool gave FFmpeg to encode with, for somebody who writes them by hand. */
  async argumentsOf({ logPath }: Made): Promise<string[]> {
    const log = await readFile(logPath, 'utf8')
    const line = log.split('\n').find((one) => one.includes(' -progress ') && one.includes('.part'))
    if (line === undefined) throw new Error('The log shows no encode.')
    return line.slice(line.indexOf(ffmpeg) + ffmpeg.length + 1).split(' ')
  }

  async remove({ home }: Made): Promise<void> {
    await rm(home, { recursive: true, force: true })
  }

  close(): void {
    this.#pool.close()
  }
}

function pathOf(outcome: Outcome | undefined): string {
  if (outcome?.kind === 'succeeded' && outcome.result.type === 'transform') {
    return outcome.result.file.path
  }
  throw new Error(JSON.stringify(outcome))
}

/** Runs FFmpeg with these arguments, as a person at a terminal would. */
export async function byHand(argv: readonly string[], output: string): Promise<void> {
  const quiet = argv.map((word) => (word === 'pipe:3' ? '/dev/null' : word))
  await run(ffmpeg, [...quiet.slice(0, -1), `file:${output}`], { maxBuffer: 1 << 26 })
}
