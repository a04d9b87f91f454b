import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { toFailure } from '../../shared/errors.ts'
import type { MediaInfo } from '../../shared/media.ts'
import type { Plan } from '../../shared/plan/index.ts'
import type { OrderOf } from '../../shared/stage.ts'
import type { Alongside, StageContext, WorkContext } from '../context.ts'
import { makeFolder } from '../files.ts'
import { sharedArguments, type PlanFiles } from './arguments.ts'
import { encodesInSegments } from './encode.ts'
import { planFor } from './looking/index.ts'
import type { Phases } from './phases.ts'
import { damageNotes, finish } from './finish.ts'
import { prepareFiles } from './prepare.ts'
import { isTwoPass } from './render.ts'
import { runFfmpeg, type FfmpegEnd } from './run-ffmpeg.ts'

/** Another job's rendition of the same video, made in the same run. */
interface Part {
  alongside: Alongside
  order: OrderOf<'transform'>
  plan: Plan
  files: PlanFiles
  context: WorkContext
}

/** Renditions of one video that are made of one decode. */
export class Together {
  readonly #context: StageContext
  #parts: Part[]
  #notes: string[] = []

  private constructor(context: StageContext, parts: Part[]) {
    this.#context = context
    this.#parts = parts
  }

  /** Finds which of the other jobs can be made in the same run as this plan; the rest are left. */
  static async with(
    context: StageContext,
    order: OrderOf<'transform'>,
    plan: Plan,
    files: PlanFiles,
    media: MediaInfo,
  ): Promise<Together> {
    const parts: Part[] = []
    for (const alongside of context.alongside) {
      const part = isShareable(order, plan, files, media)
        ? await partOf(context, alongside, plan).catch(() => null)
        : null
      if (part) parts.push(part)
      // By itself it tells what is wrong with it, if anything is.
      else if (!context.signal.aborted) alongside.leave()
    }
    return new Together(context, parts)
  }

  /**
   * Encodes all of them at once. Where that fails each is made by itself, as one of them may be what
   * it failed of.
   *
   * @returns how FFmpeg ended; null where each is made by itself
   */
  async encode(plan: Plan, files: PlanFiles, phases: Phases): Promise<FfmpegEnd | null> {
    if (this.#parts.length === 0) return null
    const names = this.#parts.map(({ order }) => `“${order.preset.name}”`).join(', ')
    this.#context.log(`Made in one run with ${names}`)
    phases.begin('encoding')
    try {
      const end = await runFfmpeg(this.#context, {
        argv: sharedArguments([{ plan, files }, ...this.#parts]),
        inputPath: files.input,
        output: files.output,
        durationSeconds: plan.durationSeconds,
        onNews: phases.report.bind(phases),
      })
      this.#notes = damageNotes(end.damaged)
      return end
    } catch (error) {
      if (this.#context.signal.aborted || toFailure(error).kind === 'disk') throw error
      this.#context.log(`They could not be made in one run: ${toFailure(error).message}`)
      this.#leaveAll()
      return null
    }
  }

  /** Verifies the others and puts them into place; each ends by itself. */
  async finish(): Promise<void> {
    const { signal } = this.#context
    for (const { alongside, order, plan, files, context } of this.#parts) {
      try {
        signal.throwIfAborted()
        alongside.succeeded(await finish(context, order, plan, files.output, this.#notes))
      } catch (error) {
        // Stopped with the rest: they go back to wait.
        if (signal.aborted) return
        await rm(files.output, { force: true })
        alongside.failed(error)
      }
    }
  }

  #leaveAll(): void {
    for (const { alongside } of this.#parts) alongside.leave()
    this.#parts = []
  }
}

async function partOf(
  context: StageContext,
  alongside: Alongside,
  leading: Plan,
): Promise<Part | null> {
  const order = alongside.stage
  if (order.type !== 'transform') return null
  const workFolder = join(context.workFolder, `alongside-${alongside.jobId}`)
  await makeFolder(workFolder)
  const own: WorkContext = {
    ...context,
    workFolder,
    log: (line) => {
      alongside.log(line)
    },
    progress: () => undefined,
  }
  const { plan, media } = await planFor(own, order.inputPath, order.preset)
  const output = join(workFolder, 'rendition.part')
  const files = await prepareFiles(own, plan, { input: order.inputPath, output })
  const fits =
    plan.durationSeconds === leading.durationSeconds &&
    JSON.stringify(plan.trim) === JSON.stringify(leading.trim)
  if (!fits || !isShareable(order, plan, files, media)) return null
  alongside.log(`Made in one run with job ${context.jobId}, whose log tells more`)
  return { alongside, order, plan, files, context: own }
}

/** Whether a plan is one encode of the picture in one go, which nothing ends early. */
function isShareable(
  { preset: { output }, encoding }: OrderOf<'transform'>,
  plan: Plan,
  files: PlanFiles,
  media: MediaInfo,
): boolean {
  if (plan.kind !== 'video' || plan.picture.do !== 'encode' || output.kind !== 'video') return false
  return (
    plan.picture.encoder.hardware === null &&
    output.picture.quality.by !== 'vmaf' &&
    output.picture.quality.by !== 'size' &&
    !output.picture.giveUpIfLarger &&
    !isTwoPass(plan) &&
    plan.intro === null &&
    plan.outro === null &&
    !encodesInSegments(plan, encoding, files, media)
  )
}
