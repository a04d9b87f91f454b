import { access, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'
import { sheetGap, type Plan } from '../../shared/plan/index.ts'
import type { WorkContext } from '../context.ts'
import { pictureFormats, subtitleFormats } from '../media/formats.ts'
import { untrusted } from '../media/probe.ts'
import {
  built,
  firstPassArguments,
  transformArguments,
  trimOptions,
  type PlanFiles,
} from './arguments.ts'
import { pictureGraph } from './graph/picture.ts'
import type { PhaseNews } from './phases.ts'
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts'

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

interface RenderLimits {
  /** Bytes that a file of two passes may have at most; it is made again if it is larger. */
  largest?: number | null
  /** See {@link FfmpegRun}. */
  refuse?: FfmpegRun['refuse']
}

/** Runs FFmpeg as often as a plan needs it. */
export async function render(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
  limits: RenderLimits = {},
): Promise<void> {
  switch (plan.kind) {
    case 'video':
    case 'audio':
      return renderTracks(context, plan, files, onNews, limits)
    case 'animation':
      return renderAnimation(context, plan, files, onNews)
    case 'thumbnail':
      return takePicture(context, plan, files, plan.moments[0] ?? 0, files.output, 'thumbnail=n=24')
    case 'sheet':
      return renderSheet(context, plan, files, onNews)
  }
}

const isTwoPass = ({ picture }: Plan): boolean =>
  picture.do === 'encode' &&
  picture.encoder.hardware === null &&
  picture.encoder.quality.by === 'bitrate' &&
  picture.encoder.quality.passes === 2

/** Part of the work that the first of two passes is. */
const firstPass = 0.35

async function renderTracks(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
  { largest = null, refuse }: RenderLimits,
): Promise<void> {
  const run = (argv: string[], output: string | null, from: number, share: number) =>
    runFfmpeg(context, {
      argv,
      inputPath: files.input,
      output,
      durationSeconds: plan.durationSeconds,
      refuse: output === null ? undefined : refuse,
      onNews: (news) => {
        onNews({ ...news, part: news.part === null ? null : from + news.part * share })
      },
    })
  if (!isTwoPass(plan)) {
    await run(transformArguments(plan, files), files.output, 0, 1)
    return
  }
  const noted = { ...files, passLog: join(context.workFolder, 'pass') }
  await run(firstPassArguments(plan, noted), null, 0, firstPass)
  await run(transformArguments(plan, noted), files.output, firstPass, 1 - firstPass)
  if (largest === null) return
  const { size } = await stat(files.output)
  // The encoder meant well: the second pass again, as much smaller as it was too large.
  if (size > largest)
    await run(transformArguments(smaller(plan, largest / size), noted), files.output, 1, 0)
}

function smaller(plan: Plan, share: number): Plan {
  const { picture } = plan
  if (picture.do !== 'encode' || picture.encoder.quality.by !== 'bitrate') return plan
  const { quality } = picture.encoder
  const kilobitsPerSecond = Math.max(30, Math.floor(quality.kilobitsPerSecond * share * 0.97))
  return {
    ...plan,
    picture: {
      ...picture,
      encoder: { ...picture.encoder, quality: { ...quality, kilobitsPerSecond } },
    },
  }
}

/** The picture's filters from the input to `[picture]`. */
function stillGraph(plan: Plan): string {
  if (plan.picture.do !== 'encode') throw new Error('There is no picture to make pictures of.')
  return pictureGraph(plan.picture, { subtitles: null, watermark: null, from: 0 }, [
    `[0:${plan.picture.stream}]`,
    '[picture]',
  ])
}

async function renderAnimation(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
): Promise<void> {
  const { picture, container } = plan
  if (picture.do !== 'encode') return
  const { num, den } = picture.frameRate
  const input = { path: files.input, options: [...trimOptions(plan), ...untrusted()] }
  const graph = `${stillGraph(plan)};[picture]fps=${num}/${den}`
  const run = (argv: string[], output: string) =>
    runFfmpeg(context, {
      argv,
      inputPath: files.input,
      output,
      durationSeconds: plan.durationSeconds,
      onNews,
    })
  if (container === 'webp') {
    const options = [
      '-c:v',
      'libwebp_anim',
      '-lossless',
      '0',
      '-q:v',
      '70',
      '-compression_level',
      '4',
    ]
    await run(
      built(
        [input],
        ['-map', '[made]', ...options, '-an', '-loop', '0', '-f', 'webp'],
        files.output,
        `${graph}[made]`,
      ),
      files.output,
    )
    return
  }
  // In two runs: in one FFmpeg would keep every picture in memory.
  const palette = join(context.workFolder, 'palette.png')
  await run(
    built(
      [input],
      ['-map', '[made]', '-update', '1', '-f', 'image2'],
      palette,
      `${graph},palettegen=stats_mode=diff[made]`,
    ),
    palette,
  )
  await run(
    built(
      [input, { path: palette, options: untrusted(pictureFormats) }],
      ['-map', '[made]', '-an', '-loop', '0', '-f', 'gif'],
      files.output,
      `${graph}[moving];[moving][1:v]paletteuse=dither=bayer:bayer_scale=5:diff_mode=rectangle[made]`,
    ),
    files.output,
  )
}

/** Writes one picture of the video; the very first one where there is none at this moment. */
async function takePicture(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  at: number,
  output: string,
  choose = 'null',
): Promise<void> {
  const take = async (moment: number, filter: string) => {
    const png = plan.container === 'png'
    const graph = `${stillGraph(plan)};[picture]${filter},${png ? 'format=rgb24' : 'scale=out_range=pc,format=yuvj420p'}[made]`
    await runFfmpeg(context, {
      argv: built(
        [{ path: files.input, options: ['-ss', moment.toFixed(3), ...untrusted()] }],
        [
          '-map',
          '[made]',
          '-frames:v',
          '1',
          '-an',
          ...stillOptions(png),
          '-update',
          '1',
          '-f',
          'image2',
        ],
        output,
        graph,
      ),
      inputPath: files.input,
      output,
      durationSeconds: null,
    })
  }
  await take(at, choose)
  // FFmpeg calls it a success when there was nothing to write.
  if (!(await exists(output))) await take(0, 'null')
  if (await exists(output)) return
  throw new SpoolError(
    'invalid-input',
    'No picture of this video can be read. Get it again from where it came.',
  )
}

const stillOptions = (png: boolean): string[] =>
  png ? ['-c:v', 'png'] : ['-c:v', 'mjpeg', '-q:v', '2']

async function renderSheet(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
): Promise<void> {
  const { grid, moments } = plan
  if (!grid) return
  const pictureAt = (index: number) => join(context.workFolder, `still-${index}.jpg`)
  for (const [index, moment] of moments.entries()) {
    await takePicture(context, plan, files, moment, pictureAt(index))
    onNews({ part: (index + 1) / (moments.length + 1) })
  }
  const png = plan.container === 'png'
  await runFfmpeg(context, {
    argv: built(
      [
        {
          path: join(context.workFolder, 'still-%d.jpg'),
          options: ['-protocol_whitelist', 'file', '-f', 'image2'],
        },
      ],
      [
        ...[
          '-map',
          '[made]',
          '-frames:v',
          '1',
          ...stillOptions(png),
          '-update',
          '1',
          '-f',
          'image2',
        ],
      ],
      files.output,
      `[0:v]tile=${grid.columns}x${grid.rows}:padding=${sheetGap}:margin=${sheetGap}[made]`,
    ),
    inputPath: files.input,
    output: files.output,
    durationSeconds: null,
  })
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

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
