import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plan } from '../../shared/plan/index.ts'
import type { WorkContext } from '../context.ts'
import { firstPassArguments, transformArguments, type PlanFiles } from './arguments.ts'
import type { PhaseNews } from './phases.ts'
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts'
import { renderAnimation, renderSheet, takePicture } from './stills.ts'

interface RenderLimits {
  /** Bytes that the file may have at most; it is made again if it is larger. */
  largest?: number | null
  /** See {@link FfmpegRun}. */
  refuse?: FfmpegRun['refuse']
}

/** Runs FFmpeg as often as a plan needs it. @returns whether the source could not all be decoded */
export async function render(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
  limits: RenderLimits = {},
): Promise<boolean> {
  switch (plan.kind) {
    case 'video':
    case 'audio':
      return renderTracks(context, plan, files, onNews, limits)
    case 'animation':
      await renderAnimation(context, plan, files, onNews)
      return false
    case 'thumbnail':
      await takePicture(context, plan, files, plan.moments[0] ?? 0, files.output, 'thumbnail=n=24')
      return false
    case 'sheet':
      await renderSheet(context, plan, files, onNews)
      return false
  }
}

export const isTwoPass = ({ picture }: Plan): boolean =>
  picture.do === 'encode' &&
  picture.encoder.hardware === null &&
  picture.encoder.quality.by === 'bitrate' &&
  picture.encoder.quality.passes === 2

/** Part of the work that the first of two passes is. */
const firstPass = 0.35
/** A file that is too large is made again so often at most. */
const mostTries = 3

async function renderTracks(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
  { largest = null, refuse }: RenderLimits,
): Promise<boolean> {
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
  const passLog = isTwoPass(plan) ? join(context.workFolder, 'pass') : null
  const noted = passLog === null ? files : { ...files, passLog }
  const before = passLog === null ? 0 : firstPass
  if (passLog !== null) {
    await run(firstPassArguments(plan, { ...files, passLog }), null, 0, firstPass)
  }
  const { damaged } = await run(transformArguments(plan, noted), files.output, before, 1 - before)
  if (largest === null) return damaged
  let made = plan
  for (let tries = 0; tries < mostTries; tries++) {
    const { size } = await stat(files.output)
    if (size <= largest) return damaged
    // The encoder meant well: again, as much smaller as it was too large.
    made = smaller(made, largest / size)
    await run(transformArguments(made, noted), files.output, 1, 0)
  }
  return damaged
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
