import { join } from 'node:path'
import { findPreset, type Preset } from '../../../src/shared/preset.ts'
import { summarise } from '../measure.ts'
import type { Result, Suite } from '../result.ts'
import { inTurns, quotients, ratios, through, type Bench } from './contest.ts'
import { handBrake } from './handbrake.ts'
import { byHand, makeClip, SpoolRuns } from './runs.ts'
import { twelve } from './twelve.ts'

const longSeconds = 60
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
      const results: Result[] = []
      for (const contest of [one, added, twelve, together, handBrake, remuxed]) {
        const rows = [await contest(bench)].flat()
        for (const { name, summary } of rows) log(`  ${name}: ${JSON.stringify(summary)}`)
        results.push(...rows)
      }
      return results
    } finally {
      spool.close()
    }
  },
}

/**
 * One video through Spool in one go and in segments, and the same FFmpeg by hand: in turns, so that
 * none has the better minutes.
 */
async function one({ spool, folder, youtube, argv, short, log }: Bench): Promise<Result[]> {
  log('One video: Spool, Spool in segments and FFmpeg by hand')
  const long = await makeClip(join(folder, 'long.mp4'), longSeconds)
  const theirs = argv.map((word) => (word === `file:${short}` ? `file:${long}` : word))
  const output = join(folder, 'by-hand.mp4')
  const segments = { checkpointMinutes: 0, segmentSeconds: longSeconds / 3 }
  const runs = [
    through(spool, long, youtube),
    () => byHand(theirs, output),
    through(spool, long, youtube, segments),
  ]
  const times = await inTurns(3, runs)
  const [plain = [], hand = [], segmented = []] = times
  return [
    {
      name: `${longSeconds} s of 1080p: Spool / the same ffmpeg by hand`,
      unit: '×',
      summary: summarise(quotients(plain, hand)),
      target: { atMost: 1.01 },
      note: 'Spool also probes and verifies, which the hand does not',
    },
    {
      name: `${longSeconds} s in checkpointed segments / in one go`,
      unit: '×',
      summary: summarise(quotients(segmented, plain)),
      target: { atMost: 1.1 },
      note: 'three segments, the sound apart, joined and checked for seams',
    },
  ]
}

/** What Spool adds to a video whatever its length. */
async function added({ spool, argv, short, youtube, folder, log }: Bench): Promise<Result> {
  log('What Spool adds to each video')
  const output = join(folder, 'by-hand.mp4')
  const [ours = [], hand = []] = await inTurns(5, [
    through(spool, short, youtube),
    () => byHand(argv, output),
  ])
  return {
    name: 'what probing and verifying add to each video',
    unit: 'ms',
    summary: summarise(ours.map((time, round) => time - (hand[round] ?? 0))),
    note: `measured on ${shortSeconds} s of 1080p; how long a video is changes nothing`,
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
