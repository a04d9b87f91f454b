import { readFile } from 'node:fs/promises'
import { SpoolError } from '../../../shared/errors.ts'
import type { Plan } from '../../../shared/plan/index.ts'
import type { WorkContext } from '../../context.ts'
import { pictureFormats } from '../../media/formats.ts'
import { probe } from '../../media/probe.ts'

/** Makes sure that a picture Spool made is one, of the planned size. */
export async function verifyPicture(context: WorkContext, plan: Plan, path: string): Promise<void> {
  if (plan.picture.do !== 'encode') return
  const { width, height } = plan.picture.size
  // FFmpeg writes moving WebP but does not read it.
  const made =
    plan.container === 'webp'
      ? webpOf(await readFile(path))
      : (await probe(context, path, pictureFormats)).video
  if (made?.width === width && made.height === height) return
  throw new SpoolError(
    'bug',
    `The rendition is not what was planned. The picture is not ${width}×${height}. Please report it.`,
  )
}

/** Size and number of pictures of a moving WebP; null where it is none. */
export function webpOf(bytes: Buffer): { width: number; height: number; pictures: number } | null {
  const name = (at: number) => bytes.toString('latin1', at, at + 4)
  if (bytes.length < 30 || name(0) !== 'RIFF' || name(8) !== 'WEBP' || name(12) !== 'VP8X')
    return null
  if (bytes.readUInt32LE(4) + 8 > bytes.length) return null
  let pictures = 0
  for (let at = 12; at + 8 <= bytes.length;) {
    if (name(at) === 'ANMF') pictures++
    const length = bytes.readUInt32LE(at + 4)
    at += 8 + length + (length % 2)
  }
  const canvas = { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  return pictures > 0 ? { ...canvas, pictures } : null
}
