import { availableParallelism } from 'node:os'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SpoolError } from '../../../shared/errors.ts'
import { startingCrf, type PictureEncode, type Plan } from '../../../shared/plan/index.ts'
import type { VideoCodec } from '../../../shared/preset.ts'
import type { WorkContext } from '../../context.ts'
import { makeFolder } from '../../files.ts'
import { untrusted } from '../../media/probe.ts'
import { type PlanFiles } from '../arguments.ts'
import { built } from '../command.ts'
import { pictureOptions } from '../encoders.ts'
import { pictureGraph } from '../graph/picture.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { findCrf, type SearchRange, type Tried } from './search.ts'

/** So many stretches of a video stand for all of it, each so long in seconds. */
const samples = 3
const sampleSeconds = 5

/** Beyond these a picture is no better, or no longer one. */
const limits: Record<VideoCodec, Omit<SearchRange, 'start'>> = {
  h264: { low: 8, high: 42 },
  hevc: { low: 10, high: 44 },
  av1: { low: 12, high: 60 },
  vp9: { low: 12, high: 60 },
}

/**
 * Finds the rate factor at which this video looks as good as a VMAF score says, on a few stretches
 * of it: the picture as it is going to be, encoded at several factors and compared.
 *
 * @param onTry told after each factor how many were tried
 */
export async function findQuality(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  score: number,
  onTry: (tried: Tried) => void,
): Promise<Tried> {
  const { picture } = plan
  if (picture.do !== 'encode') throw new Error('Only what is encoded has a rate factor.')
  const folder = join(context.workFolder, 'quality')
  await makeFolder(folder)
  try {
    const references: string[] = []
    for (const [index, from] of placesIn(plan).entries()) {
      const reference = join(folder, `reference-${index}.mp4`)
      await run(
        context,
        files,
        reference,
        referenceArguments(plan, picture, files, from, reference),
      )
      references.push(reference)
    }
    const { codec } = picture.encoder
    return await findCrf(score, { ...limits[codec], start: startingCrf[codec] }, async (crf) => {
      const scores: number[] = []
      for (const reference of references) {
        const encoded = join(folder, 'encoded.mp4')
        await run(context, files, encoded, encodedArguments(picture, crf, reference, encoded))
        scores.push(await compare(context, picture, encoded, reference))
      }
      const tried = { crf, score: scores.reduce((sum, one) => sum + one, 0) / scores.length }
      onTry(tried)
      return tried.score
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Where the stretches begin, in seconds of what is used of the input. */
function placesIn({ trim, durationSeconds }: Plan): number[] {
  const seconds = trim?.seconds ?? durationSeconds
  if (seconds === null || seconds <= samples * sampleSeconds) return [0]
  return Array.from(
    { length: samples },
    (_, n) => ((n + 0.5) / samples) * seconds - sampleSeconds / 2,
  )
}

/** A stretch with all that the plan does to it, without any loss. */
function referenceArguments(
  { trim }: Plan,
  picture: PictureEncode,
  { input, subtitles = null }: PlanFiles,
  from: number,
  output: string,
): string[] {
  const { num, den } = picture.frameRate
  const begin = (trim?.from ?? 0) + from
  // Everything but a second picture: where a watermark is makes no difference to the factor.
  const filters = picture.filters.filter(
    ({ kind }) => !['watermark', 'cut', 'speed', 'fade'].includes(kind),
  )
  const graph = pictureGraph({ ...picture, filters }, { subtitles, watermark: null, from: begin }, [
    `[0:${picture.stream}]`,
    '[reference]',
  ])
  const options = ['-ss', begin.toFixed(3), '-t', String(sampleSeconds), ...untrusted()]
  return built(
    [{ path: input, options }],
    [
      ...['-map', '[reference]', '-an', '-sn', '-dn', '-fps_mode', 'cfr', '-r', `${num}/${den}`],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', '-f', 'mp4'],
    ],
    output,
    graph,
  )
}

const encodedArguments = (
  picture: PictureEncode,
  crf: number,
  reference: string,
  output: string,
): string[] =>
  built(
    [{ path: reference, options: untrusted() }],
    [
      ...['-map', '0:v:0', '-an'],
      ...pictureOptions(
        { ...picture, encoder: { ...picture.encoder, quality: { by: 'crf', crf } } },
        'mp4',
      ),
      ...['-f', 'mp4'],
    ],
    output,
  )

/** VMAF was made for pictures of this size: smaller ones are compared as they look at it. */
const modelWidth = 1_920

async function compare(
  context: WorkContext,
  { frameRate: { num, den }, size }: PictureEncode,
  encoded: string,
  reference: string,
): Promise<number> {
  const scale = size.width < modelWidth ? `,scale=${modelWidth}:-2:flags=bicubic` : ''
  // By number, not by time: containers round their times differently.
  const paired = `settb=${den}/${num},setpts=N${scale},format=yuv420p`
  const threads = Math.min(8, availableParallelism())
  const argv = built(
    [encoded, reference].map((path) => ({ path, options: untrusted() })),
    ['-map', '[compared]', '-f', 'null'],
    null,
    `[0:v]${paired}[a];[1:v]${paired}[b];[a][b]libvmaf=n_threads=${threads}[compared]`,
  )
  const { stderr } = await runFfmpeg(context, {
    argv,
    inputPath: reference,
    output: null,
    durationSeconds: null,
  })
  const score = vmafIn(stderr)
  if (score !== null) return score
  throw new SpoolError('tool', 'FFmpeg’s VMAF told no score. Choose a quality by CRF instead.', {
    details: { command: [context.tools.ffmpeg, ...argv], stderr: stderr.slice(-30) },
  })
}

/** The score that libvmaf tells at its end. */
export function vmafIn(stderr: readonly string[]): number | null {
  const scores = stderr.flatMap((line) => {
    const score = /VMAF score\s*[:=]\s*([\d.]+)/.exec(line)?.[1]
    return score === undefined ? [] : [Number(score)]
  })
  return scores.at(-1) ?? null
}

async function run(
  context: WorkContext,
  { input }: PlanFiles,
  output: string,
  argv: string[],
): Promise<void> {
  await rm(output, { force: true })
  await runFfmpeg(context, { argv, inputPath: input, output, durationSeconds: null })
}
