import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'
import type { Plan } from '../../shared/plan/index.ts'
import type { WorkContext } from '../context.ts'
import { exists } from '../files.ts'
import { subtitleFormats } from '../media/formats.ts'
import { untrusted } from '../media/probe.ts'
import type { PlanFiles } from './arguments.ts'
import { built } from './command.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

/** Makes ready what a plan needs beside the video itself: subtitles to draw, a cover. */
export async function prepareFiles(
  context: WorkContext,
  plan: Plan,
  files: { input: string; output: string },
): Promise<PlanFiles> {
  return {
    ...files,
    subtitles: await drawnSubtitles(context, plan, files.input),
    cover: await coverPicture(context, plan, files.input),
  }
}

/**
 * Subtitles that are drawn are made ASS in the work folder first: FFmpeg's filter would open
 * whatever a file really is, and knows no other way to be told an encoding.
 */
async function drawnSubtitles(
  context: WorkContext,
  { picture, subtitles }: Plan,
  input: string,
): Promise<string | null> {
  if (picture.do !== 'encode') return null
  const drawn = picture.filters.find((filter) => filter.kind === 'subtitles')
  if (drawn?.kind !== 'subtitles') return null
  const output = join(context.workFolder, 'subtitles.ass')
  const { path } = drawn.style
  if (path === null) {
    const track = subtitles[0]
    if (track?.do !== 'drop') return null
    await convert(context, { path: input, options: untrusted() }, `0:${track.stream}`, output)
    return output
  }
  const utf8 = isUtf8(await readFile(path))
  const options = [...(utf8 ? [] : ['-sub_charenc', 'CP1252']), ...untrusted(subtitleFormats)]
  await convert(context, { path, options }, '0:s:0', output)
  return output
}

async function convert(
  context: WorkContext,
  input: { path: string; options: readonly string[] },
  map: string,
  output: string,
): Promise<void> {
  try {
    await runFfmpeg(context, {
      argv: built([input], ['-map', map, '-c:s', 'ass', '-f', 'ass'], output),
      inputPath: input.path,
      output,
      durationSeconds: null,
    })
  } catch (error) {
    if (!(error instanceof SpoolError) || error.kind === 'cancelled' || error.kind === 'disk')
      throw error
    throw new SpoolError(
      'invalid-input',
      'These subtitles cannot be read as text. Choose another file or track in the preset.',
      { details: error.details, cause: error },
    )
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** The longest side of a cover made of the video. */
const coverSide = 1_400

async function coverPicture(
  context: WorkContext,
  plan: Plan,
  input: string,
): Promise<string | null> {
  if (plan.cover?.from !== 'picture') return null
  const output = join(context.workFolder, 'cover.jpg')
  const take = (at: number) =>
    runFfmpeg(context, {
      argv: built(
        [{ path: input, options: ['-ss', at.toFixed(3), ...untrusted()] }],
        [
          ...['-map', '[made]', '-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3'],
          ...['-update', '1', '-f', 'image2'],
        ],
        output,
        `[0:V:0]crop='min(iw,ih)':'min(iw,ih)',scale='min(${coverSide},iw)':-2:out_range=pc,setsar=1,format=yuvj420p[made]`,
      ),
      inputPath: input,
      output,
      durationSeconds: null,
    })
  await take(plan.cover.at)
  if (!(await exists(output))) await take(0)
  return (await exists(output)) ? output : null
}
