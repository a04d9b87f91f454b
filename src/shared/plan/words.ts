import { formatBytes } from '../format.ts'
import type { MediaInfo } from '../media.ts'
import { codecName } from './containers.ts'
import { channelText } from './sound.ts'
import type { PictureEncode, PictureFilter, Plan, Range, SoundPlan, SubtitlePlan } from './types.ts'

/** What a plan will do, a line for each thing, for people to read before it starts. */
export function planWords(plan: Plan, media: MediaInfo): string[] {
  return [
    pictureWords(plan, media),
    ...plan.sound.map((sound, index) => soundWords(sound, index, plan.sound.length)),
    ...(plan.soundDropped === null ? [] : [`Sound is left out: ${plan.soundDropped}.`]),
    ...plan.subtitles.map(subtitleWords),
    ...(plan.cover
      ? [plan.cover.from === 'stream' ? 'Its cover is kept.' : 'A picture of it becomes the cover.']
      : []),
    ...(plan.metadata === 'clean' &&
    plan.kind !== 'thumbnail' &&
    plan.kind !== 'sheet' &&
    plan.kind !== 'animation'
      ? ['Title, author and other notes are taken out.']
      : []),
    ...plan.notes,
    expectedWords(plan),
  ]
}

function pictureWords(plan: Plan, media: MediaInfo): string {
  const { picture } = plan
  switch (picture.do) {
    case 'drop':
      return media.video ? `Picture is left out: ${picture.reason}.` : 'There is no picture in it.'
    case 'copy':
      return `Picture is copied: ${picture.reason}.`
    case 'encode':
      return plan.kind === 'video'
        ? `Picture is encoded to ${encodedAs(picture)}: ${picture.reasons.join('; ')}.${stepsText(picture)}`
        : `${picture.size.width}×${picture.size.height} ${plan.container.toUpperCase()} is made of the picture.`
  }
}

function encodedAs({ encoder, size, frameRate }: PictureEncode): string {
  const { quality } = encoder
  const how =
    quality.by === 'crf'
      ? `quality ${quality.crf}`
      : `${quality.kilobitsPerSecond} kb/s${quality.passes === 2 ? ' in two passes' : ''}`
  const rate = Number((frameRate.num / frameRate.den).toFixed(2))
  const where = encoder.hardware ? ` by ${encoder.hardware.encoder}` : ''
  return `${codecName(encoder.codec)}${where}, ${size.width}×${size.height}, ${rate} frames a second, ${how}`
}

const stepNames: Record<PictureFilter['kind'], string | null> = {
  deinterlace: 'deinterlace',
  'cut-bars': 'cut the black bars',
  turn: 'turn',
  'to-sdr': 'HDR to SDR',
  denoise: 'denoise',
  'square-pixels': 'square pixels',
  scale: null,
  frame: 'frame',
  subtitles: 'draw subtitles',
  watermark: 'watermark',
  cut: 'cut out pauses',
  speed: 'change the speed',
  fade: 'fade',
}

function stepsText({ filters }: PictureEncode): string {
  const steps = filters.flatMap(({ kind }) => stepNames[kind] ?? [])
  return steps.length === 0 ? '' : ` Steps: ${steps.join(', ')}.`
}

function soundWords(sound: SoundPlan, index: number, count: number): string {
  const name = count === 1 ? 'Sound' : `Sound ${index + 1}`
  if (sound.do === 'copy') return `${name} is copied: ${sound.reason}.`
  const { codec, kilobitsPerSecond, channels, reasons, gain } = sound
  const louder =
    gain === null
      ? ''
      : ` It is made ${Math.abs(gain.decibels).toFixed(1)} dB ${gain.decibels < 0 ? 'quieter' : 'louder'}${gain.limit === null ? '' : ', peaks held'}.`
  return `${name} is encoded to ${codecName(codec)}, ${channelText(channels)}, ${kilobitsPerSecond} kb/s: ${reasons.join('; ')}.${louder}`
}

function subtitleWords(track: SubtitlePlan): string {
  switch (track.do) {
    case 'add':
      return 'A file of subtitles is added as a track.'
    case 'copy':
    case 'convert':
      return `Subtitles${track.language === null ? '' : ` (${track.language})`} are kept as a track.`
    case 'drop':
      return `Subtitles are left out: ${track.reason}.`
  }
}

function expectedWords({ expected: { bytes, seconds } }: Plan): string {
  const size = bytes === null ? 'of unknown size' : between(bytes, (value) => formatBytes(value))
  const time = seconds === null ? 'a time that cannot be told' : between(seconds, secondsText)
  return `About ${size}, in about ${time}.`
}

function between({ low, high }: Range, text: (value: number) => string): string {
  const [from, to] = [text(low), text(high)]
  return from === to ? from : `${from} to ${to}`
}

function secondsText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3_600).toFixed(1)} h`
}
