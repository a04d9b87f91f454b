import { join } from 'node:path'
import type { Abilities } from '../../shared/abilities.ts'
import type { AnswerOf } from '../../shared/errand.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { JobId } from '../../shared/job.ts'
import type { PlanSummary } from '../../shared/plan/index.ts'
import type { Preset } from '../../shared/preset.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database } from '../database/index.ts'
import type { PipelineService } from '../pipeline/index.ts'
import { toClaimed } from '../queue/job-row.ts'
import { Errands, type ErrandOptions } from '../workers/errands.ts'

interface EncodingOptions {
  database: Database
  pipeline: PipelineService
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

  constructor(options: EncodingOptions) {
    this.#options = options
  }

  /** What this machine's FFmpeg can do. @param fresh to look again, whatever is remembered */
  async abilities(fresh = false): Promise<Abilities> {
    return (await this.#errands().run<'abilities'>({ type: 'abilities', fresh })).abilities
  }

  /** A few seconds of a transform's video as they are and as they become. */
  sampleOf(id: JobId, wish: SampleWish): Promise<AnswerOf<'sample'>> {
    const row = this.#options.database.jobs.byId.get({ id })
    if (row?.type !== 'transform') {
      throw new SpoolError('invalid-input', 'A sample is made of a transform. Choose one.')
    }
    const order = this.#options.pipeline.orderFor(toClaimed(row))
    if (order.type !== 'transform') throw new Error('A transform has another order.')
    return this.sample(order.inputPath, order.preset, wish)
  }

  /** The same of any file and preset. */
  sample(
    inputPath: string,
    preset: Preset,
    { from, seconds }: SampleWish,
  ): Promise<AnswerOf<'sample'>> {
    const targetFolder = join(this.#options.settings().libraryFolder, 'Samples')
    const errand = { type: 'sample', inputPath, preset, from, seconds, targetFolder } as const
    return this.#errands().run<'sample'>(errand)
  }

  /** What a preset would do to a file, in words. */
  async plan(inputPath: string, preset: Preset): Promise<PlanSummary> {
    const errand = { type: 'plan', inputPath, preset, measured: false } as const
    return (await this.#errands().run<'plan'>(errand)).summary
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
