import { join } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'
import { sheetGap, type Plan } from '../../shared/plan/index.ts'
import type { WorkContext } from '../context.ts'
import { exists } from '../files.ts'
import { pictureFormats } from '../media/formats.ts'
import { untrusted } from '../media/probe.ts'
import { markOf, trimOptions, type PlanFiles } from './arguments.ts'
import { built, type Input } from './command.ts'
import { pictureGraph } from './graph/picture.ts'
import type { PhaseNews } from './phases.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

/** The video and what is laid over it, and the filters from both to `[picture]`. */
function stillParts(
  plan: Plan,
  { input }: PlanFiles,
  options: readonly string[],
): { inputs: Input[]; graph: string } {
  if (plan.picture.do !== 'encode') throw new Error('There is no picture to make pictures of.')
  const mark = markOf(plan)
  const graphInputs = { subtitles: null, watermark: mark === null ? null : '[1:v]', from: 0 }
  return {
    inputs: [
      { path: input, options: [...options, ...untrusted()] },
      ...(mark === null ? [] : [{ path: mark, options: untrusted(pictureFormats) }]),
    ],
    graph: pictureGraph(plan.picture, graphInputs, [`[0:${plan.picture.stream}]`, '[picture]']),
  }
}

export async function renderAnimation(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  onNews: (news: PhaseNews) => void,
): Promise<void> {
  const { picture, container } = plan
  if (picture.do !== 'encode') return
  const { num, den } = picture.frameRate
  const { inputs, graph: filters } = stillParts(plan, files, trimOptions(plan))
  // A single picture is one, however short it stands.
  const graph = `${filters};[picture]fps=${num}/${den}:eof_action=pass`
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
      ...['-c:v', 'libwebp_anim', '-lossless', '0', '-q:v', '70', '-compression_level', '4'],
    ]
    await run(
      built(
        inputs,
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
      inputs,
      ['-map', '[made]', '-update', '1', '-f', 'image2'],
      palette,
      `${graph},palettegen=stats_mode=diff[made]`,
    ),
    palette,
  )
  await run(
    built(
      [...inputs, { path: palette, options: untrusted(pictureFormats) }],
      ['-map', '[made]', '-an', '-loop', '0', '-f', 'gif'],
      files.output,
      `${graph}[moving];[moving][${inputs.length}:v]paletteuse=dither=bayer:bayer_scale=5:diff_mode=rectangle[made]`,
    ),
    files.output,
  )
}

/** Writes one picture of the video; the very first one where there is none at this moment. */
export async function takePicture(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  at: number,
  output: string,
  choose = 'null',
): Promise<void> {
  const take = async (moment: number, filter: string) => {
    const png = plan.container === 'png'
    const { inputs, graph: filters } = stillParts(plan, files, ['-ss', moment.toFixed(3)])
    const graph = `${filters};[picture]${filter},${png ? 'format=rgb24' : 'scale=out_range=pc,format=yuvj420p'}[made]`
    await runFfmpeg(context, {
      argv: built(
        inputs,
        [
          ...['-map', '[made]', '-frames:v', '1', '-an', ...stillOptions(png)],
          ...['-update', '1', '-f', 'image2'],
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

export async function renderSheet(
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
        ...['-map', '[made]', '-frames:v', '1', ...stillOptions(png)],
        ...['-update', '1', '-f', 'image2'],
      ],
      files.output,
      `[0:v]tile=${grid.columns}x${grid.rows}:padding=${sheetGap}:margin=${sheetGap}[made]`,
    ),
    inputPath: files.input,
    output: files.output,
    durationSeconds: null,
  })
}
