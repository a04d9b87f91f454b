/** One line of the editor: where its value is in a preset, and how it is entered. */
export interface Field {
  name: FieldName
  path: string
  input:
    | { kind: 'number'; step: number }
    | { kind: 'choice'; values: readonly (string | number)[] }
    | { kind: 'switch'; off: unknown; on: unknown }
    | { kind: 'words' }
}

export type FieldName =
  | 'crf'
  | 'megabytes'
  | 'codec'
  | 'speed'
  | 'copy'
  | 'maxFrameRate'
  | 'width'
  | 'height'
  | 'hardware'
  | 'kilobits'
  | 'loudness'
  | 'lufs'
  | 'silence'
  | 'tempo'
  | 'trim'
  | 'trimFrom'
  | 'cropBars'
  | 'denoise'
  | 'rotate'
  | 'deinterlace'
  | 'hdr'
  | 'fade'
  | 'watermark'
  | 'watermarkText'
  | 'watermarkPosition'
  | 'subtitles'
  | 'metadata'
  | 'chapters'

export type GroupName = 'picture' | 'sound' | 'edits'

const number = (step = 1) => ({ kind: 'number', step }) as const
const choice = (...values: (string | number)[]) => ({ kind: 'choice', values }) as const
const either = (off: unknown, on: unknown) => ({ kind: 'switch', off, on }) as const
const positions = [
  ...['top-left', 'top', 'top-right', 'left', 'centre', 'right'],
  ...['bottom-left', 'bottom', 'bottom-right'],
]
const copies = choice('fitting', 'always', 'never')

/** The editor's lines. One whose place a preset does not have is left out. */
export const groups: Record<GroupName, readonly Field[]> = {
  picture: [
    { name: 'codec', path: 'output.picture.codec', input: choice('h264', 'hevc', 'av1', 'vp9') },
    { name: 'crf', path: 'output.picture.quality.crf', input: number() },
    { name: 'megabytes', path: 'output.picture.quality.megabytes', input: number() },
    {
      name: 'speed',
      path: 'output.picture.speed',
      input: choice('ultrafast', 'veryfast', 'fast', 'medium', 'slow'),
    },
    { name: 'width', path: 'output.picture.frame.width', input: number(2) },
    { name: 'height', path: 'output.picture.frame.height', input: number(2) },
    { name: 'maxFrameRate', path: 'output.picture.maxFrameRate', input: number() },
    { name: 'copy', path: 'output.picture.copy', input: copies },
    { name: 'hardware', path: 'output.picture.hardware', input: either(false, true) },
  ],
  sound: [
    { name: 'kilobits', path: 'output.sound.kilobitsPerSecond', input: number(8) },
    { name: 'copy', path: 'output.sound.copy', input: copies },
    { name: 'loudness', path: 'edits.loudness', input: either(null, { lufs: -14, truePeak: -1 }) },
    { name: 'lufs', path: 'edits.loudness.lufs', input: number() },
    {
      name: 'silence',
      path: 'edits.silence',
      input: either(null, { decibels: -35, seconds: 0.5 }),
    },
  ],
  edits: [
    { name: 'trim', path: 'edits.trim', input: either(null, { from: 0, to: null, precise: true }) },
    { name: 'trimFrom', path: 'edits.trim.from', input: number(0.5) },
    { name: 'tempo', path: 'edits.speed', input: number(0.25) },
    { name: 'fade', path: 'edits.fade', input: either(null, { in: 0.5, out: 0.5 }) },
    { name: 'rotate', path: 'edits.rotate', input: choice(0, 90, 180, 270) },
    { name: 'cropBars', path: 'edits.cropBars', input: either(false, true) },
    { name: 'denoise', path: 'edits.denoise', input: choice('off', 'light', 'strong') },
    { name: 'deinterlace', path: 'edits.deinterlace', input: choice('detected', 'never') },
    { name: 'hdr', path: 'edits.hdr', input: choice('to-sdr', 'keep') },
    {
      name: 'watermark',
      path: 'edits.watermark',
      input: either(null, { kind: 'text', text: '©', position: 'bottom-right' }),
    },
    { name: 'watermarkText', path: 'edits.watermark.text', input: { kind: 'words' } },
    { name: 'watermarkPosition', path: 'edits.watermark.position', input: choice(...positions) },
    { name: 'subtitles', path: 'edits.subtitles.mode', input: choice('keep', 'drop', 'burn') },
    { name: 'metadata', path: 'edits.metadata', input: choice('keep', 'clean') },
    { name: 'chapters', path: 'edits.chapters', input: choice('keep', 'clean') },
  ],
}

export type Draft = Record<string, unknown>

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a draft has at a place; undefined where it has no such place. */
export function valueAt(draft: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, part) => (isDraft(value) ? value[part] : undefined), draft)
}

/** The same draft with another value at a place. */
export function withValueAt(draft: Draft, path: string, value: unknown): Draft {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...draft, [first]: value }
  const inner = draft[first]
  return { ...draft, [first]: withValueAt(isDraft(inner) ? inner : {}, rest.join('.'), value) }
}
