import { availableParallelism } from 'node:os'
import type { EncodingSettings } from '../../shared/settings/encoding.ts'
import type { OrderOf } from '../../shared/stage.ts'
import type { WorkContext } from '../context.ts'
import {
  audioOptions,
  containerOptions,
  keyIntervalOf,
  pictureOptions,
  transformArguments,
} from './arguments.ts'
import type { Phases } from './phases.ts'
import type { TransformPlan } from './plan.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { segmentArguments, soundArguments } from './segments/arguments.ts'
import { encodeInSegments } from './segments/index.ts'

/** Encodes as planned: in one go, or a long one in segments that last through a break. */
export async function encode(
  order: OrderOf<'transform'>,
  plan: TransformPlan,
  output: string,
  context: WorkContext,
  phases: Phases,
): Promise<void> {
  const { inputPath, preset, encoding } = order
  phases.begin('Encoding')
  const { durationSeconds } = plan
  if (durationSeconds === null || !isLong(plan, encoding)) {
    await runFfmpeg(context, {
      argv: transformArguments(plan, preset, { input: inputPath, output }),
      inputPath,
      output,
      durationSeconds,
      onNews: (news) => {
        phases.report(news)
      },
    })
    return
  }
  phases.weigh({ Joining: 2 })
  const { segmentSeconds, segmentsAtOnce } = encoding
  const sideBySide = segmentsAtOnce ?? usefulAtOnce()
  const picture = {
    inputPath,
    filters: plan.videoFilters,
    frameRate: plan.frameRate,
    options: pictureOptions(plan, preset.video),
  }
  await encodeInSegments(
    context,
    {
      inputPath,
      output,
      durationSeconds,
      frameRate: plan.frameRate,
      keyInterval: keyIntervalOf(plan),
      segment: (segment, path) => segmentArguments(picture, segment, path),
      sound: plan.audio
        ? (path) => soundArguments(inputPath, audioOptions(preset.audio), path)
        : null,
      outputOptions: containerOptions,
    },
    { sideBySide, segmentSeconds, phases },
  )
}

/** What one core encodes, in pixels a second, at x264's “veryfast”. */
const pixelsPerSecond = 40e6
/** More cores than these are not of use to one encode. */
const usefulCores = 8

function isLong(plan: TransformPlan, { checkpointMinutes }: EncodingSettings): boolean {
  if (checkpointMinutes === null || plan.durationSeconds === null) return false
  const { size, frameRate, durationSeconds } = plan
  const pixels = size.width * size.height * (frameRate.num / frameRate.den) * durationSeconds
  const seconds = pixels / pixelsPerSecond / Math.min(usefulCores, availableParallelism())
  return seconds > checkpointMinutes * 60
}

const usefulAtOnce = (): number =>
  Math.max(1, Math.min(4, Math.floor(availableParallelism() / usefulCores)))
