import { containedIn, displaySize, even, frameRateOf, turnedBy } from './geometry.ts'
import { isHdr } from './picture.ts'
import type { Edits } from '../preset.ts'
import { noPicture, type PlanTask } from './task.ts'
import type { PictureFilter, Plan, Size } from './types.ts'

/** Animations, thumbnails and contact sheets: pictures without sound. */
export function stillPlan(task: PlanTask): Omit<Plan, 'expected'> {
  const { media, preset, trim, sourceSeconds, findings } = task
  const { output, edits } = preset
  const { video } = media
  if (!video) throw noPicture(preset)
  if (output.kind === 'video' || output.kind === 'audio') throw new Error('This is no still.')
  const bars = edits.cropBars ? (findings.bars ?? null) : null
  const stored: Size = bars ? turnedBy(bars, video.rotation) : video
  const shown = turnedBy(displaySize(video, stored), edits.rotate)
  const size = sizeOf(
    shown,
    output.kind === 'thumbnail' ? output : { width: output.width, height: 100_000 },
  )
  const seconds = output.kind === 'animation' ? shortest(sourceSeconds, output.maxSeconds) : null
  // Where the input does not tell it may end before the most that is taken.
  const durationSeconds = seconds === null || sourceSeconds === null ? null : seconds / edits.speed
  const isInterlaced =
    edits.deinterlace === 'detected' && (video.interlaced || findings.interlaced === true)
  const hdr: PictureFilter[] = isHdr(video)
    ? [{ kind: 'to-sdr', size, transfer: video.colorTransfer ?? 'smpte2084' }]
    : []
  const filters: PictureFilter[] = [
    ...(isInterlaced ? [{ kind: 'deinterlace', all: !video.interlaced } as const] : []),
    ...(bars ? [{ kind: 'cut-bars', area: bars } as const] : []),
    ...(edits.rotate === 0 ? [] : [{ kind: 'turn', degrees: edits.rotate } as const]),
    ...hdr,
    ...(edits.denoise === 'off' ? [] : [{ kind: 'denoise', strength: edits.denoise } as const]),
    { kind: 'scale', size },
    ...(edits.watermark && output.kind !== 'sheet'
      ? [{ kind: 'watermark', watermark: edits.watermark, size } as const]
      : []),
    ...(edits.speed === 1 || output.kind !== 'animation'
      ? []
      : [{ kind: 'speed', factor: edits.speed } as const]),
    ...(edits.fade === null || durationSeconds === null
      ? []
      : [{ kind: 'fade', ...edits.fade, seconds: durationSeconds } as const]),
  ]
  const begin = trim?.from ?? 0
  const length = sourceSeconds ?? 0
  const moments =
    output.kind === 'thumbnail'
      ? [begin + length * output.at]
      : output.kind === 'sheet'
        ? evenly(begin, length, output.columns * output.rows)
        : []
  return {
    kind: output.kind,
    container: output.container,
    trim: seconds === null ? trim : { from: begin, seconds },
    durationSeconds,
    picture: {
      do: 'encode',
      stream: video.index,
      reasons: ['pictures are made of it'],
      size: output.kind === 'sheet' ? sheetSize(size, output.columns, output.rows) : size,
      frameRate:
        output.kind === 'animation'
          ? frameRateOf(video, output.framesPerSecond)
          : { num: 1, den: 1 },
      filters,
      fromMatrix: 'bt709',
      tags: 'bt709',
      encoder: {
        codec: 'h264',
        name: output.container,
        hardware: null,
        quality: { by: 'crf', crf: 20 },
        speed: 'ultrafast',
        pixelFormat: 'yuv420p',
        keyInterval: 1,
      },
    },
    sound: [],
    loudness: null,
    soundDropped: media.audio ? 'only pictures are wanted' : null,
    subtitles: media.subtitles.map(({ index }) => ({
      do: 'drop',
      stream: index,
      reason: 'only pictures are wanted',
    })),
    cover: null,
    intro: null,
    outro: null,
    metadata: 'clean',
    chapters: 'clean',
    extraArguments: [],
    moments,
    grid: output.kind === 'sheet' ? { columns: output.columns, rows: output.rows } : null,
    notes: [
      ...(output.kind === 'animation' && sourceSeconds !== null && sourceSeconds > output.maxSeconds
        ? [`Only the first ${output.maxSeconds} seconds are taken, as the preset says.`]
        : []),
      ...notesOf(edits, output.kind),
    ],
  }
}

/** What of a preset's edits has no place in pictures without time or sound. */
function notesOf(edits: Edits, kind: 'animation' | 'thumbnail' | 'sheet'): string[] {
  const still = kind !== 'animation'
  return [
    ...(edits.subtitles.mode === 'burn' ? ['Subtitles are not drawn into such pictures.'] : []),
    ...(edits.watermark && kind === 'sheet' ? ['There is no watermark on a contact sheet.'] : []),
    ...(edits.fade && still ? ['A single picture does not fade.'] : []),
    ...(edits.speed !== 1 && still ? ['A single picture has no speed.'] : []),
    ...(edits.silence || edits.loudness ? ['What is done to sound is left out.'] : []),
    ...(edits.intro !== null || edits.outro !== null
      ? ['Intro and outro are not part of such pictures.']
      : []),
  ]
}

/** The gap around and between a sheet's pictures. */
export const sheetGap = 4

export const sheetSize = ({ width, height }: Size, columns: number, rows: number): Size => ({
  width: width * columns + sheetGap * (columns + 1),
  height: height * rows + sheetGap * (rows + 1),
})

/** No larger than it is. */
function sizeOf(shown: Size, box: Size): Size {
  const size = containedIn(shown, box)
  return size.width > shown.width ? { width: even(shown.width), height: even(shown.height) } : size
}

const shortest = (seconds: number | null, most: number): number =>
  seconds === null ? most : Math.min(seconds, most)

/** So many moments in the middle of equal parts. */
const evenly = (begin: number, length: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => begin + (length * (index + 0.5)) / count)
