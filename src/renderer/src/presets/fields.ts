import type { PresetPlace } from '../../../shared/preset.ts'
import { valueAt, type Draft } from './draft.ts'
import type { PresetFile } from '../../../shared/calls/presets.ts'

/** How a value is entered. */
export type Input =
  /** `empty`: what nothing entered means, where that is allowed. */
  | { kind: 'number'; step: number; empty?: 'toTheEnd' }
  | { kind: 'choice'; values: readonly (string | number | boolean)[] }
  | { kind: 'switch'; off: unknown; on: unknown }
  /** Another shape of the same thing, told apart by one of its names; null is “off”. */
  | { kind: 'variant'; by: string; variants: Readonly<Record<string, object | null>> }
  | { kind: 'words' }
  | { kind: 'colour' }
  | { kind: 'share' }
  | { kind: 'file'; of: PresetFile; optional: boolean }
  /** Options of FFmpeg, as one line. */
  | { kind: 'options' }

/** One line of the editor. A line whose place the preset does not have is left out. */
export interface Field {
  path: PresetPlace
  input: Input
  /** Few people ever change it. */
  rare?: true
  /** Only videos can do without it. */
  onlyVideo?: true
}

/** The lines a preset has a place for. */
export const linesOf = (fields: readonly Field[], draft: Draft): Field[] =>
  fields.filter(
    ({ path, onlyVideo }) =>
      valueAt(draft, path) !== undefined &&
      (!onlyVideo || valueAt(draft, 'output.kind') === 'video'),
  )

export const groupNames = [
  'picture',
  'sound',
  'time',
  'mend',
  'overlay',
  'around',
  'expert',
] as const
export type GroupName = (typeof groupNames)[number]

const number = (step = 1): Input => ({ kind: 'number', step })
const choice = (...values: (string | number | boolean)[]): Input => ({ kind: 'choice', values })
const either = (off: unknown, on: unknown): Input => ({ kind: 'switch', off, on })
const file = (of: PresetFile, optional = false): Input => ({ kind: 'file', of, optional })
const copies = choice('fitting', 'always', 'never')
const positions = choice(
  ...['top-left', 'top', 'top-right', 'left', 'centre', 'right'],
  ...['bottom-left', 'bottom', 'bottom-right'],
)
const upright = { width: 1080, height: 1920 }

/** Every value of a preset, in the order people think of them. */
export const groups: Record<GroupName, readonly Field[]> = {
  picture: [
    { path: 'output.picture.codec', input: choice('h264', 'hevc', 'av1', 'vp9') },
    {
      path: 'output.picture.quality',
      input: {
        kind: 'variant',
        by: 'by',
        variants: {
          crf: { by: 'crf', crf: 20 },
          bitrate: { by: 'bitrate', kilobitsPerSecond: 8_000 },
          size: { by: 'size', megabytes: 100 },
          vmaf: { by: 'vmaf', score: 95 },
        },
      },
    },
    { path: 'output.picture.quality.crf', input: number() },
    { path: 'output.picture.quality.kilobitsPerSecond', input: number(100) },
    { path: 'output.picture.quality.megabytes', input: number() },
    { path: 'output.picture.quality.score', input: number() },
    {
      path: 'output.picture.frame',
      input: {
        kind: 'variant',
        by: 'fit',
        variants: {
          source: { fit: 'source' },
          within: { fit: 'within', width: 1920, height: 1080 },
          'blurred-background': { fit: 'blurred-background', ...upright },
          letterbox: { fit: 'letterbox', ...upright },
          crop: { fit: 'crop', ...upright, x: 0.5, y: 0.5, follow: false },
        },
      },
    },
    { path: 'output.picture.frame.width', input: number(2) },
    { path: 'output.picture.frame.height', input: number(2) },
    { path: 'output.picture.frame.follow', input: either(false, true) },
    { path: 'output.picture.frame.x', input: { kind: 'share' } },
    { path: 'output.picture.frame.y', input: { kind: 'share' } },
    { path: 'output.picture.maxFrameRate', input: number() },
    { path: 'output.width', input: number(2) },
    { path: 'output.height', input: number(2) },
    { path: 'output.framesPerSecond', input: number() },
    { path: 'output.maxSeconds', input: number() },
    { path: 'output.at', input: { kind: 'share' } },
    { path: 'output.columns', input: number() },
    { path: 'output.rows', input: number() },
    { path: 'output.picture.hardware', input: either(false, true), rare: true },
    {
      path: 'output.picture.speed',
      input: choice('ultrafast', 'veryfast', 'fast', 'medium', 'slow'),
      rare: true,
    },
    { path: 'output.picture.copy', input: copies, rare: true },
    { path: 'output.picture.tenBit', input: either(false, true), rare: true },
    { path: 'output.picture.keySeconds', input: number(0.5), rare: true },
    { path: 'output.picture.giveUpIfLarger', input: either(false, true), rare: true },
  ],
  sound: [
    {
      path: 'output.sound',
      input: either(null, {
        ...{ codec: 'aac', copy: 'fitting', kilobitsPerSecond: 192 },
        ...{ sampleRate: 48_000, channels: 2, tracks: 'first' },
      }),
      onlyVideo: true,
    },
    { path: 'output.sound.codec', input: choice('aac', 'mp3', 'opus') },
    { path: 'output.sound.kilobitsPerSecond', input: number(8) },
    { path: 'edits.loudness', input: either(null, { lufs: -14, truePeak: -1 }) },
    { path: 'edits.loudness.lufs', input: number() },
    { path: 'edits.loudness.truePeak', input: number(0.5) },
    { path: 'output.cover', input: either(false, true) },
    { path: 'output.sound.channels', input: choice(1, 2, 6), rare: true },
    { path: 'output.sound.sampleRate', input: choice(44_100, 48_000), rare: true },
    { path: 'output.sound.tracks', input: choice('first', 'all'), rare: true },
    { path: 'output.sound.copy', input: copies, rare: true },
  ],
  time: [
    { path: 'edits.trim', input: either(null, { from: 0, to: null, precise: true }) },
    { path: 'edits.trim.from', input: number(0.5) },
    { path: 'edits.trim.to', input: { kind: 'number', step: 0.5, empty: 'toTheEnd' } },
    { path: 'edits.trim.precise', input: choice(true, false) },
    { path: 'edits.silence', input: either(null, { decibels: -35, seconds: 0.5 }) },
    { path: 'edits.silence.decibels', input: number() },
    { path: 'edits.silence.seconds', input: number(0.1) },
    { path: 'edits.speed', input: number(0.25) },
    { path: 'edits.fade', input: either(null, { in: 0.5, out: 0.5 }) },
    { path: 'edits.fade.in', input: number(0.5) },
    { path: 'edits.fade.out', input: number(0.5) },
  ],
  mend: [
    { path: 'edits.rotate', input: choice(0, 90, 180, 270) },
    { path: 'edits.cropBars', input: either(false, true) },
    { path: 'edits.denoise', input: choice('off', 'light', 'strong') },
    { path: 'edits.deinterlace', input: choice('detected', 'never') },
    { path: 'edits.hdr', input: choice('to-sdr', 'keep') },
  ],
  overlay: [
    {
      path: 'edits.watermark',
      input: {
        kind: 'variant',
        by: 'kind',
        variants: {
          off: null,
          text: {
            ...{ kind: 'text', text: '', position: 'bottom-right', opacity: 0.8 },
            ...{ height: 0.05, color: '#ffffff' },
          },
          image: { kind: 'image', path: '', position: 'bottom-right', opacity: 0.8, width: 0.15 },
        },
      },
    },
    { path: 'edits.watermark.text', input: { kind: 'words' } },
    { path: 'edits.watermark.path', input: file('image') },
    { path: 'edits.watermark.position', input: positions },
    { path: 'edits.watermark.opacity', input: { kind: 'share' } },
    { path: 'edits.watermark.width', input: { kind: 'share' } },
    { path: 'edits.watermark.height', input: { kind: 'share' } },
    { path: 'edits.watermark.color', input: { kind: 'colour' } },
    {
      path: 'edits.subtitles',
      input: {
        kind: 'variant',
        by: 'mode',
        variants: {
          keep: { mode: 'keep' },
          drop: { mode: 'drop' },
          add: { mode: 'add', path: '', language: 'und' },
          burn: {
            ...{ mode: 'burn', path: null, font: 'Sans', size: 6, color: '#ffffff' },
            ...{ outline: 2, position: 'bottom' },
          },
        },
      },
    },
    { path: 'edits.subtitles.path', input: file('subtitles', true) },
    { path: 'edits.subtitles.language', input: { kind: 'words' } },
    { path: 'edits.subtitles.font', input: { kind: 'words' } },
    { path: 'edits.subtitles.size', input: number(0.5) },
    { path: 'edits.subtitles.color', input: { kind: 'colour' } },
    { path: 'edits.subtitles.outline', input: number(0.5) },
    { path: 'edits.subtitles.position', input: choice('bottom', 'centre', 'top') },
  ],
  around: [
    { path: 'edits.intro', input: file('video', true) },
    { path: 'edits.outro', input: file('video', true) },
    { path: 'edits.metadata', input: choice('keep', 'clean') },
    { path: 'edits.chapters', input: choice('keep', 'clean') },
  ],
  expert: [{ path: 'extraArguments', input: { kind: 'options' } }],
}

/** The formats a preset can change between, by what it makes. */
export const containers: Record<string, readonly string[]> = {
  video: ['mp4', 'mov', 'mkv', 'webm'],
  audio: ['m4a', 'mp3'],
  animation: ['gif', 'webp'],
  thumbnail: ['jpg', 'png'],
  sheet: ['jpg', 'png'],
}
