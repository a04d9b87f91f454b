import type { Abilities } from '../abilities.ts'
import { SpoolError } from '../errors.ts'
import type { MediaInfo } from '../media.ts'
import type { Edits, Preset } from '../preset.ts'
import { subtitleIn } from './containers.ts'
import { estimate } from './estimate.ts'
import { follows } from './looking.ts'
import { planPicture } from './picture.ts'
import { lufsText, planSound } from './sound.ts'
import { stillPlan } from './stills.ts'
import { noPicture, type PlanTask } from './task.ts'
import { cutLength, lengthOf, pictureSeconds, timeFiltersOf } from './time.ts'
import type { CoverPlan, Findings, PicturePlan, Plan, SoundPlan, SubtitlePlan } from './types.ts'

export * from './types.ts'
export { estimateEncode, experienceKey, middleOf } from './estimate.ts'
export { codecName } from './containers.ts'
export { containedIn, even, fitWithin, frameRateOf } from './geometry.ts'
export { fastestPan, panOf, type Motion, type Pan } from './follow.ts'
export { findingsNeeded, follows, type Look } from './looking.ts'
export { gainFor, silentLufs } from './sound.ts'
export { isHdr, startingCrf } from './picture.ts'
export { sheetGap } from './stills.ts'
export { pictureSeconds } from './time.ts'
export { planSummarySchema, summaryOf, type PlanSummary } from './summary.ts'
export { say } from './say.ts'
export { planPhrases } from './words.ts'

/**
 * Decides how a preset is applied to this input: pure, and the same wherever it is asked.
 *
 * @param abilities what FFmpeg can do; null: everything
 * @param findings what was found out about the input so far; see {@link findingsNeeded}
 * @throws SpoolError `invalid-input` where the preset cannot be applied, `tool` where FFmpeg cannot
 */
export function planTransform(
  media: MediaInfo,
  preset: Preset,
  abilities: Abilities | null = null,
  findings: Findings = {},
): Plan {
  const { output, edits } = preset
  const length = lengthOf(media, output)
  const trim = trimOf(edits, length)
  const within = trim ? (trim.seconds ?? null) : length
  const rest = trim && within === null && length !== null ? length - trim.from : within
  const base = { media, preset, abilities, findings, trim, sourceSeconds: rest }
  const plan =
    output.kind === 'video'
      ? videoPlan(base)
      : output.kind === 'audio'
        ? audioPlan(base)
        : stillPlan(base)
  return { ...plan, expected: estimate(plan, media, findings) }
}

function videoPlan(task: PlanTask): Omit<Plan, 'expected'> {
  const { media, preset, findings, trim, sourceSeconds } = task
  const { output, edits } = preset
  if (output.kind !== 'video') throw new Error('This is no preset for videos.')
  const { video } = media
  if (!video) throw noPicture(preset)
  const { container, picture, sound } = output
  const joined = edits.intro !== null || edits.outro !== null
  const inner = cutLength(sourceSeconds, edits, findings)
  const durationSeconds = joinedLength(inner, findings)
  const time = timeFiltersOf(edits, findings, inner)
  const trimmed = trim === null ? 'no' : edits.trim?.precise === false ? 'key-frame' : 'precise'
  const anySound = media.audio ?? findings.intro?.audio ?? findings.outro?.audio ?? null
  const soundTracks =
    sound === null || anySound === null
      ? 0
      : sound.tracks === 'all' && !joined
        ? media.audios.length
        : 1
  const pictures = planPicture({
    ...{ media, video, preset, picture, container, abilities: task.abilities, findings },
    durationSeconds,
    soundKilobits: sound === null ? 0 : sound.kilobitsPerSecond * soundTracks,
    timeFilters: time.picture,
    ...{ joined, trimmed },
  })
  const sounds =
    sound === null || anySound === null
      ? []
      : planSound({
          ...{ media, preset, sound, container, findings, joined },
          filters: time.sound,
          // What is copied from the key frame before begins there with all its streams; beside a
          // picture that is encoded from the very time, sound that is copied would begin too early.
          trimmed: trimmed === 'key-frame' && pictures.do === 'encode' ? 'precise' : trimmed,
          pictureCopied: pictures.do === 'copy',
        })
  const retimed = edits.speed !== 1 || edits.silence !== null || joined
  return {
    kind: 'video',
    container,
    trim,
    // A copy begins at the key frame before: how much longer it gets is not known.
    durationSeconds: pictures.do === 'copy' && trim !== null ? null : durationSeconds,
    picture: pictures,
    sound: sounds,
    loudness: loudnessOf(sounds, task),
    soundDropped: soundDropped(media, sound === null),
    subtitles: retimed ? dropAll(media, 'the timing is changed') : subtitlesOf(media, preset),
    cover: null,
    intro: partOf(edits.intro, findings.intro),
    outro: partOf(edits.outro, findings.outro),
    metadata: edits.metadata,
    chapters: retimed ? 'clean' : edits.chapters,
    extraArguments: preset.extraArguments,
    moments: [],
    grid: null,
    notes: notesOf(task, pictures, retimed),
  }
}

function audioPlan(task: PlanTask): Omit<Plan, 'expected'> {
  const { media, preset, findings, trim, sourceSeconds } = task
  const { output, edits } = preset
  if (output.kind !== 'audio') throw new Error('This is no preset for sound.')
  if (!media.audio) {
    throw new SpoolError(
      'invalid-input',
      `There is no sound in this file, and “${preset.name}” makes only that. Choose another preset.`,
    )
  }
  const durationSeconds = cutLength(sourceSeconds, edits, findings)
  const time = timeFiltersOf(edits, findings, durationSeconds)
  const sounds: SoundPlan[] = planSound({
    ...{
      media,
      preset,
      sound: { ...output.sound, tracks: 'first' as const },
      container: output.container,
    },
    ...{ findings, filters: time.sound, joined: false, pictureCopied: true },
    trimmed: trim === null ? 'no' : edits.trim?.precise === false ? 'key-frame' : 'precise',
  })
  const retimed = edits.speed !== 1 || edits.silence !== null
  return {
    kind: 'audio',
    container: output.container,
    trim,
    durationSeconds,
    picture: { do: 'drop', reason: 'only the sound is wanted' },
    sound: sounds,
    loudness: loudnessOf(sounds, task),
    soundDropped: null,
    subtitles: dropAll(media, 'only the sound is wanted'),
    cover: output.cover ? coverOf(media) : null,
    intro: null,
    outro: null,
    metadata: edits.metadata,
    chapters: retimed ? 'clean' : edits.chapters,
    extraArguments: preset.extraArguments,
    moments: [],
    grid: null,
    notes: loudnessNotes(task),
  }
}

function loudnessNotes({ preset, findings }: PlanTask): string[] {
  const { loudness } = preset.edits
  if (loudness === null || findings.reached === undefined) return []
  if (Math.abs(findings.reached - loudness.lufs) <= 0.5) return []
  return [
    `It gets to ${lufsText(Number(findings.reached.toFixed(1)))} only: more would squash its loudest moments.`,
  ]
}

/** Nothing is promised before it was measured. */
function loudnessOf(sounds: readonly SoundPlan[], { preset, findings }: PlanTask): number | null {
  const { loudness } = preset.edits
  const [first] = sounds
  if (loudness === null || first?.do !== 'encode' || first.gain === null) return null
  return findings.reached ?? loudness.lufs
}

function trimOf({ trim }: Edits, duration: number | null): Plan['trim'] {
  if (trim === null || (trim.from === 0 && trim.to === null)) return null
  const end = trim.to === null ? null : duration === null ? trim.to : Math.min(trim.to, duration)
  if ((duration !== null && trim.from >= duration) || (end !== null && end <= trim.from)) {
    throw new SpoolError(
      'invalid-input',
      'There is nothing left of this video between where it is to begin and to end. Change the trim of the preset.',
    )
  }
  const to = end ?? duration
  return { from: trim.from, seconds: to === null ? null : to - trim.from }
}

function joinedLength(inner: number | null, { intro, outro }: Findings): number | null {
  if (inner === null) return null
  const parts = [intro, outro].flatMap((part) => (part ? [part.durationSeconds] : []))
  return parts.reduce<number | null>(
    (total, part) => (total === null || part === null ? null : total + part),
    inner,
  )
}

function partOf(path: string | null, media: MediaInfo | undefined): Plan['intro'] {
  if (path === null || !media) return null
  if (media.video) return { path, media }
  throw new SpoolError(
    'invalid-input',
    'There is no picture in the intro or outro of this preset. Choose another file in the preset.',
  )
}

const soundDropped = ({ audio }: MediaInfo, unwanted: boolean): string | null =>
  audio && unwanted ? 'the preset makes none' : null

function coverOf(media: MediaInfo): CoverPlan | null {
  if (media.cover) return { from: 'stream', stream: media.cover.index }
  return media.video ? { from: 'picture', at: (pictureSeconds(media) ?? 0) * 0.1 } : null
}

function subtitlesOf(media: MediaInfo, { output, edits }: Preset): SubtitlePlan[] {
  const { subtitles } = edits
  switch (subtitles.mode) {
    case 'drop':
      return dropAll(media, 'the preset takes none along')
    case 'burn':
      return dropAll(media, 'they are drawn into the picture instead')
    case 'keep':
    case 'add': {
      const kept = media.subtitles.map((track): SubtitlePlan => {
        const { index: stream, codec, language } = track
        const becomes = subtitleIn(output.container, codec)
        return becomes
          ? { do: becomes.do, stream, codec: becomes.codec, language }
          : {
              do: 'drop',
              stream,
              reason: `${output.container.toUpperCase()} does not take ${codec}`,
            }
      })
      if (subtitles.mode === 'keep') return kept
      const codec = subtitleIn(output.container, 'ass')?.codec
      if (codec === undefined) return kept
      return [...kept, { do: 'add', path: subtitles.path, codec, language: subtitles.language }]
    }
  }
}

const dropAll = ({ subtitles }: MediaInfo, reason: string): SubtitlePlan[] =>
  subtitles.map(({ index }) => ({ do: 'drop', stream: index, reason }))

const isOnePass = (picture: PicturePlan): boolean =>
  picture.do === 'encode' &&
  picture.encoder.quality.by === 'bitrate' &&
  picture.encoder.quality.passes === 1

function notesOf(task: PlanTask, picture: PicturePlan, retimed: boolean): string[] {
  const { media, preset, findings } = task
  const { edits, output } = preset
  return [
    ...loudnessNotes(task),
    ...(retimed && media.chapters > 0 && edits.chapters === 'keep'
      ? ['Its chapters are left out, as their times are no longer right.']
      : []),
    ...(picture.do === 'copy' && edits.trim?.precise === false
      ? ['It begins at the key frame before the chosen time.']
      : []),
    ...(output.kind === 'video' &&
    follows(output.picture.frame) &&
    picture.do === 'encode' &&
    findings.motion?.length === 0
      ? ['Nothing moves in it, so the crop stays where the preset says.']
      : []),
    ...(output.kind === 'video' && output.picture.quality.by === 'size' && isOnePass(picture)
      ? ['Its codec comes to a size in one pass; it is made again where it comes out too large.']
      : []),
    ...(output.kind === 'video' &&
    output.picture.hardware &&
    picture.do === 'encode' &&
    !picture.encoder.hardware
      ? ['There is no hardware encoder for it on this machine; the processor does it.']
      : []),
  ]
}
