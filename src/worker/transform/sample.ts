import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnswerOf, ErrandOf } from '../../shared/errand.ts'
import type { Plan } from '../../shared/plan/index.ts'
import type { Preset } from '../../shared/preset.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { WorkContext } from '../context.ts'
import { moveIntoPlace, titleOf } from '../files.ts'
import { probe, untrustedInput } from '../media/probe.ts'
import { progressArguments } from './command.ts'
import { planFor } from './looking/index.ts'
import { Phases } from './phases.ts'
import { prepareFiles } from './prepare.ts'
import { render } from './render.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { carryOut, settle } from './settle.ts'

/**
 * Shows what a preset does to a few seconds of a video: those seconds as they are and as they
 * would become, side by side, made as a transform makes them.
 */
export async function sample(
  { inputPath, preset, encoding, from, seconds, targetFolder, forBrowser }: ErrandOf<'sample'>,
  context: WorkContext,
): Promise<AnswerOf<'sample'>> {
  const phases = phasesOf(context)
  phases.begin('analysing')
  const { durationSeconds } = await probe(context, inputPath)
  const begin = beginOf(from, seconds, durationSeconds, preset)
  const excerpt = join(context.workFolder, 'excerpt.mkv')
  await run(context, inputPath, excerpt, excerptArguments(inputPath, excerpt, begin, seconds))
  const media = await probe(context, excerpt)
  if (!media.video && !media.audio) {
    const sentence = 'There is nothing in the video at this place. Choose an earlier one.'
    throw new SpoolError('invalid-input', sentence)
  }
  const before = join(context.workFolder, 'before.mp4')
  await run(context, excerpt, before, faithfulArguments(excerpt, before, media.video !== null))
  const order = { preset: sampled(preset, durationSeconds), encoding }
  const planned = await planFor(context, excerpt, order.preset)
  const { container } = planned.plan
  const after = join(context.workFolder, `after.${container}`)
  const files = await prepareFiles(context, planned.plan, { input: excerpt, output: after })
  const settled = await settle(context, order, planned, files, phases)
  phases.begin('encoding')
  const { plan, notes } = await carryOut(context, order, planned, settled, async (attempt) => {
    await rm(after, { force: true })
    await render(context, attempt, files, phases.report.bind(phases))
  })
  phases.begin('moving')
  const title = titleOf(inputPath)
  const placedAfter = await placed(
    after,
    targetFolder,
    `${title} – ${preset.name} sample`,
    container,
  )
  return {
    type: 'sample',
    before: await placed(before, targetFolder, `${title} – before`, 'mp4'),
    after: placedAfter,
    shown: forBrowser ? await shownOf(context, plan, placedAfter, targetFolder) : placedAfter,
    sourceBytes: media.bytes,
    notes,
    from: begin,
    seconds: media.durationSeconds ?? seconds,
  }
}

const phasesOf = (context: WorkContext): Phases =>
  new Phases(
    (progress) => {
      context.progress(progress)
    },
    () => context.gate.activeMs(),
  )

/** What the preset made, or a copy hardly to be told from it where a browser does not play that. */
async function shownOf(
  context: WorkContext,
  plan: Plan,
  made: SampleFile,
  targetFolder: string,
): Promise<SampleFile> {
  if (plan.kind !== 'video' || isPlayed(plan)) return made
  const copy = join(context.workFolder, 'shown.mp4')
  await run(context, made.path, copy, faithfulArguments(made.path, copy, true))
  return placed(copy, targetFolder, `${titleOf(made.path)} – shown`, 'mp4')
}

function isPlayed({ container, picture }: Plan): boolean {
  if (picture.do === 'drop' || container === 'mkv') return false
  const codec = picture.do === 'copy' ? picture.codec : picture.encoder.codec
  return ['h264', 'vp8', 'vp9', 'av1'].includes(codec)
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

/** The middle of what is taken unless told otherwise; so early that there are enough seconds left. */
function beginOf(
  from: number | null,
  seconds: number,
  duration: number | null,
  { edits: { trim } }: Preset,
): number {
  if (duration === null) return from ?? trim?.from ?? 0
  if (from !== null) return Math.max(0, Math.min(from, duration - seconds))
  const end = Math.min(duration, trim?.to ?? duration)
  return Math.max(0, ((trim?.from ?? 0) + end - seconds) / 2)
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

interface SampleFile {
  path: string
  bytes: number
}

async function placed(
  part: string,
  folder: string,
  title: string,
  extension: string,
): Promise<SampleFile> {
  const { size: bytes } = await stat(part)
  return { path: await moveIntoPlace(part, folder, title, extension), bytes }
}
