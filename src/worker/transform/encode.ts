import { availableParallelism } from 'node:os'
import { SpoolError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/format.ts'
import type { MediaInfo } from '../../shared/media.ts'
import { middleOf, type Plan } from '../../shared/plan/index.ts'
import type { Preset } from '../../shared/preset.ts'
import type { EncodingSettings } from '../../shared/settings/encoding.ts'
import type { OrderOf } from '../../shared/stage.ts'
import type { WorkContext } from '../context.ts'
import type { PlanFiles } from './arguments.ts'
import type { Phases } from './phases.ts'
import { render } from './render.ts'
import type { SoFar } from './run-ffmpeg.ts'
import { encodeInSegments } from './segments/index.ts'
import { segmentedOf } from './segments/planned.ts'

/**
 * Encodes as planned: in one go, or a long one in segments that last through a break.
 *
 * @returns whether the source could not all be decoded
 */
export async function encode(
  { preset, encoding }: Pick<OrderOf<'transform'>, 'preset' | 'encoding'>,
  plan: Plan,
  media: MediaInfo,
  files: PlanFiles,
  context: WorkContext,
  phases: Phases,
): Promise<boolean> {
  phases.begin('encoding')
  const refuse = refusalOf(preset, plan, media)
  // What is to have a size is made as a whole, and again where it comes out too large.
  const largest = largestOf(preset)
  const segmented = largest === null ? segmentsOf(plan, encoding, files, media) : null
  if (segmented === null) {
    const onNews = phases.report.bind(phases)
    return render(context, plan, files, onNews, { largest, refuse })
  }
  phases.weigh({ joining: 2 })
  const { segmentSeconds, segmentsAtOnce } = encoding
  const sideBySide = segmentsAtOnce ?? usefulAtOnce()
  return encodeInSegments(context, { ...segmented, refuse }, { sideBySide, segmentSeconds, phases })
}

const segmentsOf = (plan: Plan, encoding: EncodingSettings, files: PlanFiles, media: MediaInfo) =>
  isLong(plan, encoding) ? segmentedOf(plan, files, media) : null

/** Whether a plan is made in segments that last through a break. */
export const encodesInSegments = (
  plan: Plan,
  encoding: EncodingSettings,
  files: PlanFiles,
  media: MediaInfo,
): boolean => segmentsOf(plan, encoding, files, media) !== null

/** Tells when it is certain that the rendition gets larger than its source, for presets that mind. */
function refusalOf({ output }: Preset, { picture, trim }: Plan, { bytes: source }: MediaInfo) {
  if (output.kind !== 'video' || !output.picture.giveUpIfLarger) return undefined
  if (picture.do !== 'encode' || trim !== null) return undefined
  return (soFar: SoFar) => (getsLarger(soFar, source) ? gettingLarger(source) : null)
}

/** Before so much is done nothing is said about the rest. */
const leastPart = 0.1

/**
 * Whether a file is certain to get larger than another. What is left may need less than what is
 * done did: the more is left, the farther above it must be heading.
 */
export function getsLarger({ bytes, part }: SoFar, source: number): boolean {
  if (bytes > source) return true
  if (part === null || part < leastPart) return false
  return bytes / part > source * (1 + 2 * (1 - part))
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

/** More cores than these are not of use to one encode. */
const usefulCores = 8

function isLong({ expected: { seconds } }: Plan, { checkpointMinutes }: EncodingSettings): boolean {
  if (checkpointMinutes === null || seconds === null) return false
  return middleOf(seconds) > checkpointMinutes * 60
}

const usefulAtOnce = (): number =>
  Math.max(1, Math.min(4, Math.floor(availableParallelism() / usefulCores)))
