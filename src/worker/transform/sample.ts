import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnswerOf, ErrandOf } from '../../shared/errand.ts'
import type { Preset } from '../../shared/preset.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { WorkContext } from '../context.ts'
import { moveIntoPlace, titleOf } from '../files.ts'
import { probe, untrustedInput } from '../media/probe.ts'
import { progressArguments } from './command.ts'
import { planFor } from './looking/index.ts'
import { prepareFiles } from './prepare.ts'
import { render } from './render.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

/**
 * Shows what a preset does to a few seconds of a video: those seconds as they are and as they
 * would become, side by side.
 */
export async function sample(
  { inputPath, preset, from, seconds, targetFolder }: ErrandOf<'sample'>,
  context: WorkContext,
): Promise<AnswerOf<'sample'>> {
  const { durationSeconds } = await probe(context, inputPath)
  const begin = beginOf(from, seconds, durationSeconds)
  const excerpt = join(context.workFolder, 'excerpt.mkv')
  await run(context, inputPath, excerpt, excerptArguments(inputPath, excerpt, begin, seconds))
  const media = await probe(context, excerpt)
  if (!media.video && !media.audio) {
    const sentence = 'There is nothing in the video at this place. Choose an earlier one.'
    throw new SpoolError('invalid-input', sentence)
  }
  const before = join(context.workFolder, 'before.mp4')
  await run(context, excerpt, before, faithfulArguments(excerpt, before, media.video !== null))
  const { plan } = await planFor(context, excerpt, sampled(preset, durationSeconds))
  const { container } = plan
  const after = join(context.workFolder, `after.${container}`)
  const files = await prepareFiles(context, plan, { input: excerpt, output: after })
  await render(context, plan, files, () => undefined)
  const title = titleOf(inputPath)
  return {
    type: 'sample',
    before: await placed(before, targetFolder, `${title} – before`, 'mp4'),
    after: await placed(after, targetFolder, `${title} – ${preset.name} sample`, container),
    from: begin,
    seconds: media.durationSeconds ?? seconds,
  }
}

/**
 * The excerpt is what is looked at: it is neither cut nor joined with others, and has only its share
 * of a size that the whole is brought to.
 */
export function sampled(preset: Preset, wholeSeconds: number | null): Preset {
  const edits = { ...preset.edits, trim: null, intro: null, outro: null }
  const { output } = preset
  if (output.kind !== 'video' || output.picture.quality.by !== 'size' || wholeSeconds === null) {
    return { ...preset, edits }
  }
  const kilobits = (output.picture.quality.megabytes * 8_000) / wholeSeconds
  const left = kilobits - (output.sound?.kilobitsPerSecond ?? 0)
  const kilobitsPerSecond = Math.min(20_000, Math.max(60, Math.floor(left)))
  const picture = { ...output.picture, quality: { by: 'bitrate' as const, kilobitsPerSecond } }
  return { ...preset, edits, output: { ...output, picture } }
}

/** The middle unless told otherwise; so early that there are enough seconds left. */
function beginOf(from: number | null, seconds: number, duration: number | null): number {
  if (duration === null) return from ?? 0
  if (from === null) return Math.max(0, (duration - seconds) / 2)
  return Math.max(0, Math.min(from, duration - seconds))
}

const common = ['-hide_banner', '-loglevel', 'level+info', ...progressArguments, '-y']

/** Cut without coding anew, so what the preset gets is what the source has. */
const excerptArguments = (input: string, output: string, begin: number, seconds: number) => [
  ...common,
  ...['-ss', begin.toFixed(3), '-t', seconds.toFixed(3), ...untrustedInput(input)],
  ...['-map', '0:V:0?', '-map', '0:a:0?', '-c', 'copy', '-map_chapters', '-1'],
  ...['-avoid_negative_ts', 'make_zero', '-f', 'matroska', `file:${output}`],
]

/** As every player plays it, at a quality that hides nothing, in no time. */
const faithfulArguments = (input: string, output: string, picture: boolean) => [
  ...common,
  ...untrustedInput(input),
  ...['-map', '0:V:0?', '-map', '0:a:0?', '-c:a', 'aac', '-b:a', '256k', '-ac', '2'],
  ...(picture
    ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '10', '-pix_fmt', 'yuv420p']
    : []),
  ...(picture ? ['-vf', 'scale=trunc(iw*sar/2)*2:trunc(ih/2)*2,setsar=1'] : []),
  ...['-movflags', '+faststart', '-f', 'mp4', `file:${output}`],
]

async function run(context: WorkContext, inputPath: string, output: string, argv: string[]) {
  await runFfmpeg(context, { argv, inputPath, output, durationSeconds: null })
}

async function placed(part: string, folder: string, title: string, extension: string) {
  const { size: bytes } = await stat(part)
  return { path: await moveIntoPlace(part, folder, title, extension), bytes }
}
