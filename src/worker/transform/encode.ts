import { availableParallelism } from 'node:os'
import { SpoolError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/format.ts'
import type { MediaInfo } from '../../shared/media.ts'
import type { Plan } from '../../shared/plan/index.ts'
import type { Preset } from '../../shared/preset.ts'
import type { EncodingSettings } from '../../shared/settings/encoding.ts'
import type { OrderOf } from '../../shared/stage.ts'
import type { WorkContext } from '../context.ts'
import type { PlanFiles } from './arguments.ts'
import type { Phases } from './phases.ts'
import { render } from './render.ts'
import { encodeInSegments } from './segments/index.ts'
import { segmentedOf } from './segments/planned.ts'

/** Encodes as planned: in one go, or a long one in segments that last through a break. */
export async function encode(
  { preset, encoding }: Pick<OrderOf<'transform'>, 'preset' | 'encoding'>,
  plan: Plan,
  media: MediaInfo,
  files: PlanFiles,
  context: WorkContext,
  phases: Phases,
): Promise<void> {
  phases.begin('encoding')
  const refuse = refusalOf(preset, plan, media)
  const segmented = segmentsOf(plan, encoding, files)
  if (segmented === null) {
    const onNews = phases.report.bind(phases)
    await render(context, plan, files, onNews, { largest: largestOf(preset), refuse })
    return
  }
  phases.weigh({ joining: 2 })
  const { segmentSeconds, segmentsAtOnce } = encoding
  const sideBySide = segmentsAtOnce ?? usefulAtOnce()
  await encodeInSegments(context, { ...segmented, refuse }, { sideBySide, segmentSeconds, phases })
}

const segmentsOf = (plan: Plan, encoding: EncodingSettings, files: PlanFiles) =>
  isLong(plan, encoding) ? segmentedOf(plan, files) : null

/** Whether a plan is made in segments that last through a break. */
export const encodesInSegments = (
  plan: Plan,
  encoding: EncodingSettings,
  files: PlanFiles,
): boolean => segmentsOf(plan, encoding, files) !== null

/** Tells when it is certain that the rendition gets larger than its source, for presets that mind. */
function refusalOf({ output }: Preset, { picture, trim }: Plan, media: MediaInfo) {
  if (output.kind !== 'video' || !output.picture.giveUpIfLarger) return undefined
  if (picture.do !== 'encode' || trim !== null) return undefined
  return ({ bytes }: { bytes: number }) => (bytes > media.bytes ? gettingLarger(media.bytes) : null)
}

const gettingLarger = (bytes: number) =>
  new SpoolError(
    'invalid-input',
    `This video would get larger than the ${formatBytes(bytes)} it has already, so it was given up. Keep it as it is, or choose a lower quality.`,
  )

/** What a file may have at most, in bytes; null where that is left open. */
const largestOf = ({ output }: Preset): number | null =>
  output.kind === 'video' && output.picture.quality.by === 'size'
    ? output.picture.quality.megabytes * 1e6
    : null

/** What one core encodes, in pixels a second, at x264's “veryfast”. */
const pixelsPerSecond = 40e6
/** More cores than these are not of use to one encode. */
const usefulCores = 8

function isLong(
  { picture, durationSeconds }: Plan,
  { checkpointMinutes }: EncodingSettings,
): boolean {
  if (checkpointMinutes === null || durationSeconds === null || picture.do !== 'encode')
    return false
  const { size, frameRate } = picture
  const pixels = size.width * size.height * (frameRate.num / frameRate.den) * durationSeconds
  const seconds = pixels / pixelsPerSecond / Math.min(usefulCores, availableParallelism())
  return seconds > checkpointMinutes * 60
}

const usefulAtOnce = (): number =>
  Math.max(1, Math.min(4, Math.floor(availableParallelism() / usefulCores)))
