import { containedIn, displaySize, even, frameRateOf, turnedBy } from './geometry.ts'
import { isHdr } from './picture.ts'
import { noPicture, type PlanTask } from './task.ts'
import type { PictureFilter, Plan, Size } from './types.ts'

/** Animations, thumbnails and contact sheets: pictures without sound. */
export function stillPlan(task: PlanTask): Omit<Plan, 'expected'> {
  const { media, preset, trim, sourceSeconds } = task
  const { output, edits } = preset
  const { video } = media
  if (!video) throw noPicture(preset)
  if (output.kind === 'video' || output.kind === 'audio') throw new Error('This is no still.')
  const shown = turnedBy(displaySize(video, video), edits.rotate)
  const size = sizeOf(
    shown,
    output.kind === 'thumbnail' ? output : { width: output.width, height: 100_000 },
  )
  const seconds = output.kind === 'animation' ? shortest(sourceSeconds, output.maxSeconds) : null
  const durationSeconds = seconds === null ? null : seconds / edits.speed
  const hdr: PictureFilter[] = isHdr(video)
    ? [{ kind: 'to-sdr', size, transfer: video.colorTransfer ?? 'smpte2084' }]
    : []
  const filters: PictureFilter[] = [
    ...(video.interlaced ? [{ kind: 'deinterlace', all: false } as const] : []),
    ...(edits.rotate === 0 ? [] : [{ kind: 'turn', degrees: edits.rotate } as const]),
    ...hdr,
    { kind: 'scale', size },
    ...(edits.speed === 1 || output.kind !== 'animation'
      ? []
      : [{ kind: 'speed', factor: edits.speed } as const]),
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
    notes:
      output.kind === 'animation' && sourceSeconds !== null && sourceSeconds > output.maxSeconds
        ? [`Only the first ${output.maxSeconds} seconds are taken, as the preset says.`]
        : [],
  }
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
