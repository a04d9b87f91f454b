import { join } from 'node:path'
import { findPreset, type Preset } from '../../../src/shared/preset.ts'
import { summarise } from '../measure.ts'
import type { Result, Suite } from '../result.ts'
import { ratios, through, type Bench } from './contest.ts'
import { handBrake } from './handbrake.ts'
import { byHand, makeClip, SpoolRuns } from './runs.ts'
import { twelve } from './twelve.ts'

const longSeconds = 30
const shortSeconds = 12

function builtIn(id: string): Preset {
  const preset = findPreset(id)
  if (!preset) throw new Error(`There is no preset ${id}.`)
  return preset
}

/** What going through Spool costs against the same FFmpeg by hand, and what it saves. */
export const transform: Suite = {
  name: 'Transforms',
  async run(folder, log) {
    const spool = new SpoolRuns(join(folder, 'spool'))
    try {
      const youtube = builtIn('youtube-1080p')
      const short = await makeClip(join(folder, 'short.mp4'), shortSeconds)
      // What FFmpeg is told, and a warm-up of both.
      const first = await spool.transform(short, youtube)
      const argv = await spool.argumentsOf(first)
      await spool.remove(first)
      const bench = { spool, folder, youtube, argv, short, log }
      return [
        await one(bench),
        await twelve(bench),
        await remuxed(bench),
        await together(bench),
        await inSegments(bench),
        ...(await handBrake(bench)),
      ]
    } finally {
      spool.close()
    }
  },
}

async function one({ spool, folder, youtube, argv, short, log }: Bench): Promise<Result> {
  log('One video, Spool and FFmpeg by hand')
  const long = await makeClip(join(folder, 'long.mp4'), longSeconds)
  const theirs = argv.map((word) => (word === `file:${short}` ? `file:${long}` : word))
  const output = join(folder, 'by-hand.mp4')
  const values = await ratios(3, through(spool, long, youtube), () => byHand(theirs, output))
  return {
    name: `${longSeconds} s of 1080p: Spool / the same ffmpeg by hand`,
    unit: '×',
    summary: summarise(values),
    target: { atMost: 1.01 },
    note: 'Spool also probes and verifies, which the hand does not',
  }
}

async function inSegments({ spool, youtube, short, log }: Bench): Promise<Result> {
  log('In segments and in one go')
  const segments = { checkpointMinutes: 0, segmentSeconds: 4 }
  const values = await ratios(
    3,
    through(spool, short, youtube, segments),
    through(spool, short, youtube),
  )
  return {
    name: `${shortSeconds} s in checkpointed segments / in one go`,
    unit: '×',
    summary: summarise(values),
    target: { atMost: 1.1 },
    note: 'three segments, the sound apart, joined and checked for seams',
  }
}

async function remuxed({ spool, youtube, short, log }: Bench): Promise<Result> {
  log('Copied and encoded anew')
  const values = await ratios(
    3,
    through(spool, short, youtube),
    through(spool, short, builtIn('remux')),
  )
  return {
    name: `${shortSeconds} s encoded anew / remuxed`,
    unit: '×',
    summary: summarise(values),
    target: { atLeast: 10 },
    note: 'what a plan that copies saves',
  }
}

async function together({ spool, youtube, short, log }: Bench): Promise<Result> {
  log('Three renditions of one decode, and three runs')
  const { output } = youtube
  if (output.kind !== 'video') throw new Error('This is no preset for videos.')
  const small: Preset = {
    ...{ ...youtube, id: 'small', name: 'Small' },
    output: {
      ...output,
      picture: { ...output.picture, frame: { fit: 'within', width: 1280, height: 720 } },
    },
  }
  const presets = [youtube, small, builtIn('vertical-crop')]
  const atOnce = async () => {
    for (const made of await spool.together(short, presets)) await spool.remove(made)
  }
  const apart = async () => {
    for (const preset of presets) await through(spool, short, preset)()
  }
  return {
    name: `three renditions of ${shortSeconds} s: one decode / three runs`,
    unit: '×',
    summary: summarise(await ratios(3, atOnce, apart)),
    target: { atMost: 1 },
    note: '1080p, 720p and an upright crop',
  }
}
