import type { MediaInfo } from '../../../shared/media.ts'
import {
  pictureSeconds,
  type PictureEncode,
  type Plan,
  type SoundEncode,
} from '../../../shared/plan/index.ts'
import {
  addedSubtitles,
  segmentInputs,
  trimmedSubtitles,
  trimOptions,
  type PlanFiles,
} from '../arguments.ts'
import { pictureOptions, soundOptions } from '../encoders.ts'
import { pictureGraph } from '../graph/picture.ts'
import { gainChain, soundChain } from '../graph/sound.ts'
import { muxerOptions, noteOptions } from '../muxers.ts'
import { segmentArguments, soundArguments } from './arguments.ts'
import type { SegmentedEncode } from './index.ts'

/** What is made in segments as planned; null where a plan cannot be cut into any. */
export function segmentedOf(
  plan: Plan,
  files: PlanFiles,
  media: MediaInfo,
): SegmentedEncode | null {
  const { picture, durationSeconds, trim } = plan
  if (picture.do !== 'encode' || durationSeconds === null) return null
  if (!canBeCut(plan, picture, media)) return null
  const { input: inputPath, output } = files
  const { options, watermark } = segmentInputs(plan)
  const graphInputs = { subtitles: files.subtitles ?? null, watermark, from: trim?.from ?? 0 }
  const pictureParts = {
    inputPath,
    trim,
    moreInputs: options,
    filters: pictureGraph(picture, graphInputs, ['[0:V:0]', '[video]']),
    frameRate: picture.frameRate,
    variable: media.video?.variableFrameRate ?? false,
    options: [...encoderAlone(picture, plan), ...plan.extraArguments],
  }
  const encoded = plan.sound.filter((track) => track.do === 'encode')
  const soundParts = encoded.flatMap((track, index) => soundPart(track, index, picture))
  const soundFormat = ['mkv', 'webm'].includes(plan.container) ? 'matroska' : 'nut'
  return {
    inputPath,
    output,
    durationSeconds,
    frameRate: picture.frameRate,
    keyInterval: picture.encoder.keyInterval,
    segment: (segment, path) => segmentArguments(pictureParts, segment, path),
    sound:
      encoded.length > 0
        ? (path) => soundArguments(inputPath, trimOptions(plan), soundParts, soundFormat, path)
        : null,
    joining: joiningOf(plan),
  }
}

/** Whether its parts can be encoded apart and put together without anybody noticing. */
function canBeCut(plan: Plan, picture: PictureEncode, media: MediaInfo): boolean {
  if (plan.kind !== 'video' || plan.intro || plan.outro) return false
  if (plan.sound.some((track) => track.do === 'encode' && track.stream === null)) return false
  const { quality, hardware } = picture.encoder
  // A rate of two passes is controlled over the whole, and hardware is fast enough as it is.
  if (hardware !== null || (quality.by === 'bitrate' && quality.passes === 2)) return false
  if (picture.filters.some(({ kind }) => kind === 'cut' || kind === 'speed')) return false
  if (!exactFormats.includes(media.format)) return false
  return !beginsLate(media) && !endsEarly(media)
}

/** Where each picture has a time of its own and is found by it: elsewhere one may be lost at a cut. */
const exactFormats = ['mov,mp4,m4a,3gp,3g2,mj2', 'matroska,webm']

/** In seconds: what begins later than the rest of the file would move when it is put together. */
const latestStart = 0.06

function beginsLate({ video, audios }: MediaInfo): boolean {
  const starts = [...audios.map(({ startSeconds }) => startSeconds), video?.startSeconds ?? 0]
  return (video?.startSeconds ?? 0) - Math.min(...starts) > latestStart
}

/** In seconds: a picture that ends so much before its sound would lack pictures in its last segments. */
const earliestEnd = 0.5

const endsEarly = (media: MediaInfo): boolean =>
  (media.durationSeconds ?? 0) - (pictureSeconds(media) ?? 0) > earliestEnd

/** The frame rate is told by the segments themselves. */
const encoderAlone = (picture: PictureEncode, { container }: Plan): string[] => {
  const options = pictureOptions(picture, container)
  return options.slice(options.indexOf('-c:v'))
}

function soundPart(sound: SoundEncode, index: number, { frameRate }: PictureEncode): string[] {
  const louder = sound.gain ? gainChain(sound.gain, sound) : []
  const filters = [...soundChain(sound, frameRate), ...louder].join(',')
  const map = ['-map', `0:${sound.stream ?? 0}`, `-filter:a:${index}`, filters]
  return [...map, ...soundOptions(sound, index)]
}

/** At the joining the picture is input 0, the source 1, the encoded sound 2, subtitles the last. */
function joiningOf(plan: Plan): SegmentedEncode['joining'] {
  const { sound, subtitles } = plan
  const encoded = sound.filter((track) => track.do === 'encode')
  const added = addedSubtitles(plan)
  const addedInput = encoded.length > 0 ? 3 : 2
  const kept = subtitles.filter((track) => track.do !== 'drop')
  return {
    source: trimOptions(plan),
    added,
    sounds: sound.length,
    options: [
      ...sound.flatMap((track) =>
        track.do === 'copy'
          ? ['-map', `1:${track.stream}`]
          : ['-map', `2:a:${encoded.indexOf(track)}`],
      ),
      ...kept.flatMap((track) => [
        ...['-map', track.do === 'add' ? `${addedInput}:s:0` : `1:${track.stream}`],
      ]),
      ...['-c', 'copy'],
      ...kept.flatMap((track, index) =>
        track.do === 'copy' ? [] : [`-c:s:${index}`, track.codec],
      ),
      ...(kept.length > 0 ? trimmedSubtitles(plan) : []),
      ...noteOptions(plan, 1),
      ...muxerOptions(plan),
    ],
  }
}
