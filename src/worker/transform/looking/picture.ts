import type { MediaInfo } from '../../../shared/media.ts'
import { pictureSeconds, type Rectangle } from '../../../shared/plan/index.ts'
import type { WorkContext } from '../../context.ts'
import { measure } from './measure.ts'

/** Where bars are looked for, as shares of the duration: titles and credits are often black. */
const places = [0.15, 0.35, 0.55, 0.75]

/**
 * The picture without its black bars; null where there are none. What any of the looked-at pictures
 * shows stays.
 */
export async function findBars(
  context: WorkContext,
  inputPath: string,
  media: MediaInfo,
): Promise<Rectangle | null> {
  const { video } = media
  if (!video) return null
  const seconds = pictureSeconds(media)
  let found: Rectangle | null = null
  for (const place of places) {
    const at = (seconds ?? 0) * place
    const stderr = await measure(
      context,
      inputPath,
      ['-ss', at.toFixed(3), '-t', '1'],
      ['-map', '0:V:0', '-vf', 'cropdetect=limit=24:round=2:reset=0', '-an'],
    )
    const area = lastArea(stderr)
    if (area) found = found ? around(found, area) : area
    if (seconds === null || seconds < 1) break
  }
  if (!found) return null
  const [width, height] =
    video.rotation % 180 === 0 ? [video.width, video.height] : [video.height, video.width]
  const share = (found.width * found.height) / (width * height)
  // Less than a quarter is a dark film and no picture in bars; a pixel or two is nothing.
  return share < 0.25 || (width - found.width < 4 && height - found.height < 4) ? null : found
}

function lastArea(stderr: readonly string[]): Rectangle | null {
  const text = stderr.flatMap((line) => /crop=(\d+):(\d+):(\d+):(\d+)/.exec(line) ?? [])
  const [height, x, y] = [text.at(-3), text.at(-2), text.at(-1)].map(Number)
  const width = Number(text.at(-4))
  if (height === undefined || x === undefined || y === undefined) return null
  return width > 0 && height > 0 ? { width, height, x, y } : null
}

function around(a: Rectangle, b: Rectangle): Rectangle {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

/** Whether most pictures are made of two half pictures. */
export async function findInterlacing(
  context: WorkContext,
  inputPath: string,
  media: MediaInfo,
): Promise<boolean> {
  const at = (pictureSeconds(media) ?? 0) / 3
  const stderr = await measure(
    context,
    inputPath,
    ['-ss', at.toFixed(3)],
    ['-map', '0:V:0', '-vf', 'idet', '-frames:v', '200', '-an'],
  )
  const counts = stderr.flatMap(
    (line) =>
      /Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)/.exec(line) ?? [],
  )
  const [top, bottom, whole] = counts.slice(-3).map(Number)
  return (top ?? 0) + (bottom ?? 0) > (whole ?? 0)
}
