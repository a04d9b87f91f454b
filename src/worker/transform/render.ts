import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plan } from '../../shared/plan/index.ts'
import type { WorkContext } from '../context.ts'
import { firstPassArguments, transformArguments, type PlanFiles } from './arguments.ts'
import type { PhaseNews } from './phases.ts'
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts'
import { renderAnimation, renderSheet, takePicture } from './stills.ts'

interface RenderLimits {
  /** Bytes that a file of two passes may have at most; it is made again if it is larger. */
  largest?: number | null
  /** See {@link FfmpegRun}. */
  refuse?: FfmpegRun['refuse']
}

/** Runs FFmpeg as often as a plan needs it. */
export async function render(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
  limits: RenderLimits = {},
): Promise<void> {
  switch (plan.kind) {
    case 'video':
    case 'audio':
      return renderTracks(context, plan, files, onNews, limits)
    case 'animation':
      return renderAnimation(context, plan, files, onNews)
    case 'thumbnail':
      return takePicture(context, plan, files, plan.moments[0] ?? 0, files.output, 'thumbnail=n=24')
    case 'sheet':
      return renderSheet(context, plan, files, onNews)
  }
}

export const isTwoPass = ({ picture }: Plan): boolean =>
  picture.do === 'encode' &&
  picture.encoder.hardware === null &&
  picture.encoder.quality.by === 'bitrate' &&
  picture.encoder.quality.passes === 2

/** Part of the work that the first of two passes is. */
const firstPass = 0.35

async function renderTracks(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
  { largest = null, refuse }: RenderLimits,
): Promise<void> {
  const run = (argv: string[], output: string | null, from: number, share: number) =>
    runFfmpeg(context, {
      argv,
      inputPath: files.input,
      output,
      durationSeconds: plan.durationSeconds,
      refuse: output === null ? undefined : refuse,
      onNews: (news) => {
        onNews({ ...news, part: news.part === null ? null : from + news.part * share })
      },
    })
  if (!isTwoPass(plan)) {
    await run(transformArguments(plan, files), files.output, 0, 1)
    return
  }
  const noted = { ...files, passLog: join(context.workFolder, 'pass') }
  await run(firstPassArguments(plan, noted), null, 0, firstPass)
  await run(transformArguments(plan, noted), files.output, firstPass, 1 - firstPass)
  if (largest === null) return
  const { size } = await stat(files.output)
  // The encoder meant well: the second pass again, as much smaller as it was too large.
  if (size > largest)
    await run(transformArguments(smaller(plan, largest / size), noted), files.output, 1, 0)
}

function smaller(plan: Plan, share: number): Plan {
  const { picture } = plan
  if (picture.do !== 'encode' || picture.encoder.quality.by !== 'bitrate') return plan
  const { quality } = picture.encoder
  const kilobitsPerSecond = Math.max(30, Math.floor(quality.kilobitsPerSecond * share * 0.97))
  return {
    ...plan,
    picture: {
      ...picture,
      encoder: { ...picture.encoder, quality: { ...quality, kilobitsPerSecond } },
    },
  }
}
