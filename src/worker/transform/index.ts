import { statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'
import type { MediaInfo } from '../../shared/media.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { moveIntoPlace } from '../files.ts'
import { classifyStderr } from '../media/classify.ts'
import { probe } from '../media/probe.ts'
import { startWatchdog } from '../watchdog.ts'
import { transformArguments } from './arguments.ts'
import { EncodingProgress } from './encoding-progress.ts'
import { planTransform, type TransformPlan } from './plan.ts'

/** FFmpeg without any headway for so long, in milliseconds, will not get any further. */
const stallMs = 60_000

/** Makes one rendition of a video. */
export async function transform(
  order: OrderOf<'transform'>,
  context: StageContext,
): Promise<ResultOf<'transform'>> {
  const part = join(context.workFolder, 'rendition.part')
  try {
    context.progress({ phase: 'Analysing', fraction: null, speed: null, etaSeconds: null })
    const plan = planTransform(await probe(context, order.inputPath), order.preset)
    context.log(describe(plan))
    await rm(part, { force: true })
    await encode(order, plan, part, context)
    context.progress({ phase: 'Verifying', fraction: null, speed: null, etaSeconds: null })
    const made = await probe(context, part)
    verify(made, plan)
    const title = `${order.title} – ${order.preset.name}`
    const path = await moveIntoPlace(part, order.targetFolder, title, order.preset.container)
    context.log(`Made ${path}`)
    return {
      type: 'transform',
      file: { path, bytes: made.bytes, durationSeconds: made.durationSeconds },
    }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function encode(
  { inputPath, preset }: OrderOf<'transform'>,
  plan: TransformPlan,
  part: string,
  context: StageContext,
): Promise<void> {
  const { ffmpeg } = context.tools
  const argv = transformArguments(plan, preset, { input: inputPath, output: part })
  context.log([ffmpeg, ...argv].join(' '))
  const progress = new EncodingProgress(plan.durationSeconds, () => context.gate.activeMs())
  const stall = new AbortController()
  const watchdog = startWatchdog(
    context.gate,
    stallMs,
    () => {
      stall.abort(stalled([ffmpeg, ...argv]))
    },
    // At the end FFmpeg moves the index to the front of the file, and says nothing meanwhile.
    () => `${progress.outSeconds} ${statSync(part, { throwIfNoEntry: false })?.mtimeMs ?? 0}`,
  )
  try {
    const { exitCode, stderr } = await context.run({
      program: ffmpeg,
      argv,
      signal: stall.signal,
      onProgressLine: (line) => {
        const news = progress.line(line)
        if (news) context.progress(news)
      },
    })
    for (const line of stderr) context.log(line)
    const rule = classifyStderr(stderr.filter(isError), inputPath)
    // With the disk full at the very end FFmpeg says so and calls it a success.
    if (exitCode !== 0 || rule?.kind === 'disk') {
      throw new SpoolError(
        rule?.kind ?? 'bug',
        rule?.sentence ?? 'FFmpeg could not transform this video. The details say what it said.',
        { details: { command: [ffmpeg, ...argv], exitCode, stderr: stderr.slice(-30) } },
      )
    }
  } finally {
    watchdog.stop()
  }
}

const stalled = (command: string[]) =>
  new SpoolError('transient', 'FFmpeg made no headway for a minute and was stopped. Retry.', {
    details: { command },
  })

/** With `-loglevel level+…` a line begins with its level, or with who says it and then the level. */
const isError = (line: string): boolean =>
  /^(\[[^\]]* @ [^\]]*\] )?\[(error|fatal|panic)\] /.test(line)

/** FFmpeg's success is no proof: it also ends well with half of a damaged input. */
function verify(made: MediaInfo, plan: TransformPlan): void {
  const { video, durationSeconds } = made
  const { size, audio } = plan
  if (video?.width !== size.width || video.height !== size.height) {
    throw broken(`The picture is not the planned ${size.width}×${size.height}.`)
  }
  if (audio !== (made.audio !== null)) throw broken('The sound is missing.')
  if (plan.durationSeconds === null) return
  const tolerance = Math.max(0.5, plan.durationSeconds * 0.01)
  if (Math.abs((durationSeconds ?? 0) - plan.durationSeconds) <= tolerance) return
  const [is, should] = [durationSeconds ?? 0, plan.durationSeconds].map((s) => s.toFixed(1))
  throw new SpoolError(
    'invalid-input',
    `The video is damaged or cut short: only ${is} s of ${should} s can be read. Get it again from where it came.`,
  )
}

const broken = (what: string) =>
  new SpoolError('bug', `The rendition is not what was planned. ${what} Please report it.`)

const describe = ({ size, frameRate, audio, durationSeconds }: TransformPlan): string =>
  `Plan: ${size.width}×${size.height} at ${frameRate.num}/${frameRate.den} fps, ` +
  `${audio ? 'with' : 'without'} sound, ${durationSeconds?.toFixed(2) ?? 'unknown'} s`
