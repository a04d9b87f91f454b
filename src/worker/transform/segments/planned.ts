import type { PictureEncode, Plan, SoundPlan } from '../../../shared/plan/index.ts'
import { segmentInputs, type PlanFiles } from '../arguments.ts'
import { pictureOptions, soundOptions } from '../encoders.ts'
import { pictureGraph } from '../graph/picture.ts'
import { gainChain, soundChain } from '../graph/sound.ts'
import { muxerOptions } from '../muxers.ts'
import { segmentArguments, soundArguments } from './arguments.ts'
import type { SegmentedEncode } from './index.ts'

interface Parts {
  picture: PictureEncode
  sound: SoundPlan | null
  durationSeconds: number
}

/** What is made in segments as planned; null where a plan cannot be cut into any. */
export function segmentedOf(plan: Plan, files: PlanFiles): SegmentedEncode | null {
  const parts = partsOf(plan)
  if (parts === null) return null
  const { picture, sound, durationSeconds } = parts
  const { input: inputPath, output } = files
  const { options, watermark } = segmentInputs(plan)
  const graphInputs = { subtitles: files.subtitles ?? null, watermark, from: 0 }
  const pictureParts = {
    inputPath,
    moreInputs: options,
    filters: pictureGraph(picture, graphInputs, ['[0:V:0]', '[video]']),
    frameRate: picture.frameRate,
    options: [...encoderAlone(picture, plan), ...plan.extraArguments],
  }
  return {
    inputPath,
    output,
    durationSeconds,
    frameRate: picture.frameRate,
    keyInterval: picture.encoder.keyInterval,
    segment: (segment, path) => segmentArguments(pictureParts, segment, path),
    sound: sound ? (path) => soundArguments(inputPath, soundParts(sound, picture), path) : null,
    outputOptions: muxerOptions(plan),
  }
}

/** A plan that segments can be made of; null for one they cannot. */
function partsOf(plan: Plan): Parts | null {
  const { kind, container, picture, sound, durationSeconds } = plan
  const [track, ...others] = sound
  if (kind !== 'video' || picture.do !== 'encode' || durationSeconds === null) return null
  if (container !== 'mp4' && container !== 'mov') return null
  if (others.length > 0 || track?.stream === null) return null
  // A rate is controlled over the whole, and hardware is fast enough as it is.
  if (picture.encoder.quality.by !== 'crf' || picture.encoder.hardware !== null) return null
  if (plan.trim || plan.intro || plan.outro || plan.metadata === 'clean') return null
  if (plan.chapters === 'clean' || plan.subtitles.some((one) => one.do !== 'drop')) return null
  if (picture.filters.some(({ kind: filter }) => filter === 'cut' || filter === 'speed'))
    return null
  return { picture, sound: track ?? null, durationSeconds }
}

/** The frame rate is told by the segments themselves. */
const encoderAlone = (picture: PictureEncode, { container }: Plan): string[] => {
  const options = pictureOptions(picture, container)
  return options.slice(options.indexOf('-c:v'))
}

function soundParts(sound: SoundPlan, { frameRate }: PictureEncode): string[] {
  const map = ['-map', `0:${sound.stream ?? 0}`]
  if (sound.do === 'copy') return [...map, '-c:a', 'copy']
  const louder = sound.gain ? gainChain(sound.gain, sound) : []
  const filters = [...soundChain(sound, frameRate), ...louder].join(',')
  return [...map, '-af', filters, ...soundOptions(sound, 0)]
}
