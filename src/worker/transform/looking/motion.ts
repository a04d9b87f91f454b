import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Motion, Plan } from '../../../shared/plan/index.ts'
import type { WorkContext } from '../../context.ts'
import { untrusted } from '../../media/probe.ts'
import { trimOptions } from '../arguments.ts'
import { built } from '../command.ts'
import { pictureGraph } from '../graph/picture.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'

/** Pictures a second that are looked at, and how small: enough to see where something moves. */
const rate = 5
const width = 64
const height = 36

/** A pixel that changes by no more than this is noise. */
const noise = 12
/** A picture of which this share changes is another scene. */
const sceneShare = 0.6
/** A picture of which less than this share changes stands still. */
const stillShare = 0.002

/** Where it moves, by the picture as it is before it is cropped; empty where nothing does. */
export async function findMotion(
  context: WorkContext,
  inputPath: string,
  plan: Plan,
): Promise<Motion[]> {
  const { picture } = plan
  if (picture.do !== 'encode') return []
  const frame = picture.filters.findIndex(({ kind }) => kind === 'frame')
  const filters = picture.filters.slice(0, Math.max(0, frame))
  const graph = pictureGraph(
    { ...picture, filters },
    { subtitles: null, watermark: null, from: 0 },
    [`[0:${picture.stream}]`, '[whole]'],
  )
  const path = join(context.workFolder, 'motion.gray')
  try {
    await runFfmpeg(context, {
      argv: built(
        [{ path: inputPath, options: [...trimOptions(plan), ...untrusted()] }],
        ['-map', '[small]', '-an', '-sn', '-dn', '-c:v', 'rawvideo', '-f', 'rawvideo'],
        path,
        `${graph};[whole]fps=${rate},scale=${width}:${height}:flags=area,format=gray[small]`,
      ),
      inputPath,
      output: path,
      durationSeconds: plan.durationSeconds,
    })
    return await motionIn(createReadStream(path, { highWaterMark: width * height * 64 }))
  } finally {
    await rm(path, { force: true })
  }
}

/** @param bytes small grey pictures, one after the other */
export async function motionIn(bytes: AsyncIterable<Buffer>): Promise<Motion[]> {
  const size = width * height
  const found: Motion[] = []
  let before: Buffer | null = null
  let rest = Buffer.alloc(0)
  let index = 0
  let cut = false
  for await (const chunk of bytes) {
    rest = Buffer.concat([rest, chunk])
    for (; rest.length >= size; rest = rest.subarray(size), index++) {
      const picture = rest.subarray(0, size)
      const change: Change | null = before && changeBetween(before, picture)
      before = picture
      if (!change || change.share < stillShare) continue
      cut ||= change.share > sceneShare
      if (change.share > sceneShare) continue
      // It is midway between the two pictures that something moved.
      found.push({ seconds: (index - 0.5) / rate, x: change.x, y: change.y, cut })
      cut = false
    }
  }
  return found
}

interface Change {
  /** Of all pixels. */
  share: number
  x: number
  y: number
}

/** How much is different, and where the middle of it is. */
function changeBetween(before: Buffer, after: Buffer): Change {
  let [changed, weight, sumX, sumY] = [0, 0, 0, 0]
  for (let at = 0; at < after.length; at++) {
    const by = Math.abs((after[at] ?? 0) - (before[at] ?? 0)) - noise
    if (by <= 0) continue
    changed++
    weight += by
    sumX += by * ((at % width) + 0.5)
    sumY += by * (Math.floor(at / width) + 0.5)
  }
  const share = changed / after.length
  return { share, x: sumX / Math.max(1, weight) / width, y: sumY / Math.max(1, weight) / height }
}
