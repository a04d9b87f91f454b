import { isAbsolute, join } from 'node:path'
import type { Abilities } from '../../shared/abilities.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { PlanSummary } from '../../shared/plan/index.ts'
import { readPreset, type Preset } from '../../shared/preset.ts'
import type { Progress } from '../../shared/progress.ts'
import type { MediaChoice, Sample, SampleSubject } from '../../shared/sample.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database } from '../database/index.ts'
import type { Orders } from '../pipeline/index.ts'
import { toClaimed } from '../queue/job-row.ts'
import { Errands, type ErrandOptions } from '../workers/errands.ts'
import { Samples } from './samples.ts'

interface EncodingOptions {
  home: string
  database: Database
  orders: Orders
  settings: () => Settings
  /** How workers are started; null while this engine does not work. */
  work: () => Pick<ErrandOptions, 'launchWorker' | 'tools'> | null
}

export interface SampleWish {
  /** Where to begin, in seconds; in the middle where null. */
  from: number | null
  seconds: number
}

/** What can be asked of FFmpeg beside the queue, and is answered while somebody waits. */
export class EncodingService {
  readonly #options: EncodingOptions
  readonly #samples: Samples

  constructor(options: EncodingOptions) {
    this.#options = options
    this.#samples = new Samples(join(options.home, 'samples'))
  }

  /** What this machine's FFmpeg can do. @param fresh to look again, whatever is remembered */
  async abilities(fresh = false): Promise<Abilities> {
    return (await this.#errands().run<'abilities'>({ type: 'abilities', fresh })).abilities
  }

  /**
   * A few seconds of a video as they are and as they become, kept until {@link releaseSample} or the
   * next one.
   *
   * @throws SpoolError `gone` where the video's file is missing, `cancelled` when it was released
   */
  sample(
    of: SampleSubject,
    { from, seconds }: SampleWish,
    onProgress?: (progress: Progress) => void,
  ): Promise<Sample> {
    const { encoding } = this.#options.settings()
    return this.#samples.make(async (targetFolder, signal) => {
      const subject = await this.#subject(of)
      return this.#errands().run<'sample'>(
        { type: 'sample', ...subject, encoding, from, seconds, targetFolder, forBrowser: true },
        signal,
        onProgress,
      )
    })
  }

  /** Stops the sample that is being made, and removes the files of one that was. */
  releaseSample(): Promise<void> {
    return this.#samples.release()
  }

  /** See {@link Samples.pathOf}. */
  samplePath(name: string): string | null {
    return this.#samples.pathOf(name)
  }

  /** What a preset would do to a video, in words. */
  async plan(of: MediaChoice, preset: Preset): Promise<PlanSummary> {
    const inputPath = this.#pathOf(of)
    const errand = { type: 'plan', inputPath, preset, measured: false } as const
    return (await this.#errands().run<'plan'>(errand)).summary
  }

  close(): void {
    this.#samples.close()
  }

  async #subject(of: SampleSubject): Promise<{ inputPath: string; preset: Preset }> {
    if ('preset' in of) {
      return { inputPath: this.#pathOf(of.media), preset: readPreset(of.preset) }
    }
    const row = this.#options.database.jobs.byId.get({ id: of.job })
    if (row?.type !== 'transform') {
      throw new SpoolError('invalid-input', 'A sample is made of a transform. Choose one.')
    }
    const order = await this.#options.orders.orderFor(toClaimed(row))
    if (order.type !== 'transform') throw new Error('A transform has another order.')
    return { inputPath: order.inputPath, preset: order.preset }
  }

  #pathOf(of: MediaChoice): string {
    if ('path' in of) {
      if (isAbsolute(of.path)) return of.path
      throw new SpoolError('invalid-input', 'This is no file on this machine.')
    }
    const videos = this.#options.database.videos
    const path = videos.newestArtefact.get({ id: of.video, kind: 'download' })?.path
    if (path !== undefined) return path
    throw new SpoolError('gone', 'There is no file of this video yet. Choose another one.')
  }

  #errands(): Errands {
    const work = this.#options.work()
    if (!work) throw new SpoolError('transient', 'Spool is still starting. Try again in a moment.')
    const { launchWorker, tools } = work
    // What is looked at lies on this machine already.
    const network = () => ({ allowLocal: false, localHosts: [] })
    return new Errands({ launchWorker, tools, network })
  }
}
