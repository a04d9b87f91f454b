import type { AudioStream, MediaInfo } from '../media.ts'
import type { Container, Preset, Sound } from '../preset.ts'
import { codecName, soundCodecIn, takesSound } from './containers.ts'
import type { Findings, Gain, Loudness, SoundFilter, SoundPlan } from './types.ts'

/** Nearer to the target than this nobody hears a difference, in LU. */
const nearEnough = 0.5
/** EBU R 128 says this or less of nothing but silence. */
export const silentLufs = -69
/** Sound that begins later than the picture is filled up with silence, which a copy cannot be. */
const latestStart = 0.06

/** What a measured loudness asks for; null where nothing is to be done. */
export function gainFor(
  { lufs, truePeak }: Loudness,
  target: { lufs: number; truePeak: number },
): Gain | null {
  if (lufs <= silentLufs) return null
  const decibels = target.lufs - lufs
  if (Math.abs(decibels) <= nearEnough && truePeak <= target.truePeak) return null
  return { decibels, limit: truePeak + decibels <= target.truePeak ? null : target.truePeak }
}

interface SoundTask {
  media: MediaInfo
  preset: Preset
  sound: Sound
  container: Container
  filters: readonly SoundFilter[]
  /** Joined with others: everything is made the same. */
  joined: boolean
  trimmed: 'no' | 'precise' | 'key-frame'
  pictureCopied: boolean
  findings: Findings
}

/** What becomes of every sound track that is wanted. */
export function planSound(task: SoundTask): SoundPlan[] {
  const { media, sound, joined } = task
  const tracks = sound.tracks === 'all' && !joined ? media.audios : media.audios.slice(0, 1)
  if (tracks.length === 0 && joined) return [encoded(task, null, ['it is joined with others'])]
  return tracks.map((track) => {
    const reasons = reasonsToEncode(task, track)
    return reasons.length === 0
      ? {
          do: 'copy',
          stream: track.index,
          codec: track.codec,
          language: track.language,
          reason: `it is ${codecName(track.codec)} already`,
        }
      : encoded(task, track, reasons)
  })
}

function encoded(task: SoundTask, track: AudioStream | null, reasons: string[]): SoundPlan {
  const { sound, preset, container, filters, findings } = task
  const { loudness } = preset.edits
  const codec = soundCodecIn(container, sound.codec)
  return {
    do: 'encode',
    stream: track?.index ?? null,
    language: track?.language ?? null,
    reasons,
    codec,
    kilobitsPerSecond: sound.kilobitsPerSecond,
    sampleRate: codec === 'opus' ? 48_000 : sound.sampleRate,
    channels: channelsOf(sound, track, codec),
    filters,
    gain:
      loudness === null
        ? null
        : (findings.gain ?? (findings.loudness ? gainFor(findings.loudness, loudness) : null)),
  }
}

/** Surround stays surround where it is wanted; two channels are never made six. */
function channelsOf({ channels }: Sound, track: AudioStream | null, codec: string): number {
  if (channels < 6) return channels
  return codec !== 'mp3' && track !== null && track.channels >= 6 ? 6 : 2
}

function reasonsToEncode(task: SoundTask, track: AudioStream): string[] {
  const { media, preset, sound, container, filters, joined, trimmed, findings } = task
  const reasons: string[] = []
  if (!takesSound(container, track.codec)) {
    reasons.push(`${container.toUpperCase()} does not take ${codecName(track.codec)}`)
  }
  if (sound.copy === 'never') reasons.push('the preset asks for it')
  if (sound.copy === 'fitting') reasons.push(...unfitting(sound, track))
  if (joined) reasons.push('it is joined with others')
  if (filters.length > 0) reasons.push('it is changed on the way')
  if (trimmed === 'precise') reasons.push('it is cut to the frame')
  const starts = track.startSeconds - (media.video?.startSeconds ?? track.startSeconds)
  if (Math.abs(starts) > latestStart && !task.pictureCopied) {
    reasons.push('it does not begin together with the picture')
  }
  const { loudness } = preset.edits
  if (loudness !== null) {
    const gain =
      findings.gain ?? (findings.loudness ? gainFor(findings.loudness, loudness) : undefined)
    if (gain !== null) reasons.push(`it is brought to ${lufsText(loudness.lufs)}`)
  }
  return reasons
}

const unfitting = (sound: Sound, track: AudioStream): string[] => [
  ...(track.codec === sound.codec
    ? []
    : [`it is ${codecName(track.codec)} and not ${codecName(sound.codec)}`]),
  ...(track.codec === 'aac' && track.profile !== null && track.profile !== 'LC'
    ? [`it is AAC ${track.profile} and not LC`]
    : []),
  ...(track.sampleRate === sound.sampleRate
    ? []
    : [`it has ${track.sampleRate / 1_000} kHz and not ${sound.sampleRate / 1_000}`]),
  ...(track.channels === sound.channels || (sound.channels === 6 && track.channels <= 6)
    ? []
    : [`it has ${track.channels} and not ${sound.channels} channels`]),
  ...(track.bitRate !== null && track.bitRate > sound.kilobitsPerSecond * 1_100
    ? [`it takes ${Math.round(track.bitRate / 1_000)} kb/s and not ${sound.kilobitsPerSecond}`]
    : []),
]

export const lufsText = (lufs: number): string => `${String(lufs).replace('-', '−')} LUFS`
