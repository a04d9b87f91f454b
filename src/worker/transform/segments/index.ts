import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { SpoolError, toFailure } from '../../../shared/errors.ts'
import type { Rational } from '../../../shared/media.ts'
import type { WorkContext } from '../../context.ts'
import { RateMeter } from '../../rate-meter.ts'
import type { Phases } from '../phases.ts'
import { runFfmpeg, type FfmpegRun } from '../run-ffmpeg.ts'
import { joinSegments, type Joining } from './join.ts'
import { layOut, type Segment } from './layout.ts'
import { SegmentStore, type FinishedSegment } from './store.ts'

/** An encode that can be cut into segments: what each of its parts is made with. */
export interface SegmentedEncode {
  inputPath: string
  output: string
  durationSeconds: number
  frameRate: Rational
  /** Pictures from one key frame to the next. */
  keyInterval: number
  /** The arguments that make this segment's picture, without sound. */
  segment: (segment: Segment, output: string) => string[]
  /** The arguments that make the whole of the encoded sound; null where there is none. */
  sound: ((output: string) => string[]) | null
  joining: Joining
  refuse?: FfmpegRun['refuse']
}

export interface SegmentOptions {
  /** How many segments are encoded side by side. */
  sideBySide: number
  /** How long each is; chosen by the duration unless told. */
  segmentSeconds?: number | undefined
  phases: Phases
}

/**
 * Encodes in segments that last through a crash: the next try of the job makes only those that
 * are missing. Idle cores work on several at once. The joined result is made sure to have no seam.
 *
 * @returns whether the source could not all be decoded
 */
export async function encodeInSegments(
  context: WorkContext,
  encode: SegmentedEncode,
  { sideBySide, segmentSeconds, phases }: SegmentOptions,
): Promise<boolean> {
  const { durationSeconds, frameRate, keyInterval, inputPath } = encode
  const layout = layOut(durationSeconds, frameRate, keyInterval, segmentSeconds)
  const store = await SegmentStore.open(folderIn(context), {
    layout,
    arguments: layout.map((segment) => encode.segment(segment, '')),
    sound: encode.sound?.('') ?? null,
    input: await identityOf(inputPath),
    ffmpeg: await identityOf(context.tools.ffmpeg),
  })
  const run = new SegmentRun(context, encode, store, layout, phases)
  const segments = await run.all(sideBySide)
  phases.begin('joining')
  try {
    await joinSegments(context, {
      store,
      segments,
      frameRate,
      sound: encode.sound !== null,
      ...encode.joining,
      inputPath,
      output: encode.output,
      durationSeconds,
      onNews: ({ part }) => {
        phases.report({ part })
      },
    })
  } catch (error) {
    if (!context.signal.aborted && toFailure(error).kind !== 'disk') await discardSegments(context)
    throw error
  }
  return run.damaged
}

const folderIn = ({ workFolder }: WorkContext): string => join(workFolder, 'segments')

/** What came of them is no good, or is in place: they are of no more use. */
export const discardSegments = (context: WorkContext): Promise<void> =>
  rm(folderIn(context), { recursive: true, force: true })

async function identityOf(path: string): Promise<unknown> {
  const { size, mtimeMs } = await stat(path)
  return { path, size, mtimeMs }
}

/** Makes the segments that are missing, several at once, and tells how far they all are. */
class SegmentRun {
  readonly #context: WorkContext
  readonly #encode: SegmentedEncode
  readonly #store: SegmentStore
  readonly #layout: readonly Segment[]
  readonly #phases: Phases
  readonly #end = new AbortController()
  /** Seconds that are made, by segment. */
  readonly #made = new Map<number, number>()
  #meter: RateMeter
  #finishedBytes = 0
  /** Of what was made in this run. */
  damaged = false
  readonly #runningBytes = new Map<number, number>()

  constructor(
    context: WorkContext,
    encode: SegmentedEncode,
    store: SegmentStore,
    layout: readonly Segment[],
    phases: Phases,
  ) {
    this.#context = context
    this.#encode = encode
    this.#store = store
    this.#layout = layout
    this.#phases = phases
    this.#meter = new RateMeter(() => context.gate.activeMs())
  }

  async all(sideBySide: number): Promise<FinishedSegment[]> {
    const finished = await this.#store.finished()
    this.#finishedBytes = await this.#store.bytes()
    for (const { index, seconds } of this.#layout) {
      if (finished.has(index)) this.#made.set(index, seconds)
    }
    if (finished.size > 0) {
      this.#context.log(`${finished.size} of ${this.#layout.length} segments are there already`)
    }
    this.#meter = new RateMeter(() => this.#context.gate.activeMs(), this.#madeSeconds())
    this.#tell()
    const missing = this.#layout.filter(({ index }) => !finished.has(index))
    const pictures = missing.map((segment) => async () => {
      finished.set(segment.index, await this.#make(segment))
    })
    // Sound is encoded on one core only: beside the first pictures, not before them.
    const sound = (await this.#lacksSound()) ? [() => this.#makeSound()] : []
    await this.#all([...this.#workers(sound, 1), ...this.#workers(pictures, sideBySide)])
    return [...finished.values()].sort((a, b) => a.index - b.index)
  }

  /** So many that take one task after the other. */
  #workers(tasks: (() => Promise<void>)[], count: number): Promise<void>[] {
    const work = async () => {
      for (let task = tasks.shift(); task; task = tasks.shift()) {
        if (this.#end.signal.aborted) return
        await task()
      }
    }
    return Array.from({ length: Math.max(1, count) }, work)
  }

  /** The first that fails ends the others; its failure is the one that counts. */
  async #all(workers: readonly Promise<void>[]): Promise<void> {
    const failures: unknown[] = []
    const settled = workers.map((worker) =>
      worker.catch((error: unknown) => {
        failures.push(error)
        this.#end.abort(error)
      }),
    )
    await Promise.all(settled)
    if (failures.length > 0) throw failures[0]
  }

  async #make(segment: Segment): Promise<FinishedSegment> {
    const part = this.#store.partOf(segment)
    const { frames } = await this.#run({
      argv: this.#encode.segment(segment, part),
      output: part,
      durationSeconds: segment.seconds,
      onNews: ({ part: share }) => {
        this.#made.set(segment.index, (share ?? 0) * segment.seconds)
        this.#tell()
      },
      refuse: ({ bytes }) => {
        this.#runningBytes.set(segment.index, bytes)
        const running = [...this.#runningBytes.values()].reduce((sum, n) => sum + n, 0)
        const part = this.#madeSeconds() / this.#encode.durationSeconds
        return this.#encode.refuse?.({ bytes: this.#finishedBytes + running, part }) ?? null
      },
    })
    if (frames === 0 || (segment.frames !== null && frames !== segment.frames)) {
      throw cutShort(segment, frames)
    }
    const finished = await this.#store.finish(segment, frames)
    this.#made.set(segment.index, segment.seconds)
    this.#tell()
    return finished
  }

  async #lacksSound(): Promise<boolean> {
    return this.#encode.sound !== null && !(await this.#store.hasSound())
  }

  async #makeSound(): Promise<void> {
    const part = `${this.#store.soundPath}.part`
    const argv = this.#encode.sound?.(part)
    if (!argv) return
    await this.#run({ argv, output: part, durationSeconds: this.#encode.durationSeconds })
    await this.#store.finishSound(part)
  }

  async #run(run: Omit<FfmpegRun, 'inputPath'>) {
    const { inputPath } = this.#encode
    const end = await runFfmpeg(this.#context, { ...run, inputPath, signal: this.#end.signal })
    this.damaged ||= end.damaged
    return end
  }

  #madeSeconds(): number {
    return [...this.#made.values()].reduce((sum, seconds) => sum + seconds, 0)
  }

  #tell(): void {
    const { durationSeconds } = this.#encode
    const made = this.#madeSeconds()
    this.#meter.update(made)
    const speed = this.#meter.perSecond
    this.#phases.report({
      part: made / durationSeconds,
      speed: speed === null ? null : { unit: 'x', value: speed },
      etaSeconds: this.#meter.secondsUntil(durationSeconds),
    })
  }
}

const cutShort = ({ startSeconds, frames: planned }: Segment, frames: number) =>
  new SpoolError(
    'invalid-input',
    `The video is damaged or cut short: from ${startSeconds.toFixed(1)} s on only ${frames} of ${planned ?? 'its'} pictures can be read. Get it again from where it came.`,
  )
