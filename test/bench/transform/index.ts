import { execFile, spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { searchPath } from '../../../src/core/index.ts'
import { findPreset, type Preset } from '../../../src/shared/preset.ts'
import { canInstallPackages, installPackages } from '../../../src/setup/debian.ts'
import { summarise, timed } from '../measure.ts'
import type { Result, Suite } from '../result.ts'
import { byHand, ffmpeg, makeClip, SpoolRuns } from './runs.ts'

const pairs = 5
const longSeconds = 30
const clips = 12
const clipSeconds = 4

function builtIn(id: string): Preset {
  const preset = findPreset(id)
  if (!preset) throw new Error(`There is no preset ${id}.`)
  return preset
}

/** What going through Spool costs against the same FFmpeg by hand, and what it saves. */
export const transform: Suite = {
  name: 'Transforms',
  async run(folder, log) {
    const youtube = builtIn('youtube-1080p')
    const spool = new SpoolRuns(join(folder, 'spool'))
    try {
      const long = await makeClip(join(folder, 'long.mp4'), longSeconds)
      // What FFmpeg is told, and a warm-up of both.
      const first = await spool.transform(long, youtube)
      const argv = await spool.argumentsOf(first)
      await spool.remove(first)
      return [
        await one(spool, youtube, long, argv, folder, log),
        await twelve(spool, youtube, argv, folder, log),
        await inSegments(spool, youtube, long, log),
        await remuxed(spool, long, log),
        ...(await handBrake(spool, youtube, long, folder, log)),
      ]
    } finally {
      spool.close()
    }
  },
}

/** Both in turns, each first as often as the other, so that neither has the better minutes. */
async function ratios(
  rounds: number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<number[]> {
  const found: number[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const mine = await timed(ours)
      found.push(mine / (await timed(theirs)))
    } else {
      const other = await timed(theirs)
      found.push((await timed(ours)) / other)
    }
  }
  return found
}

const through =
  (spool: SpoolRuns, input: string, preset: Preset, encoding = {}) =>
  async () => {
    await spool.remove(await spool.transform(input, preset, encoding))
  }

async function one(
  spool: SpoolRuns,
  preset: Preset,
  input: string,
  argv: string[],
  folder: string,
  log: (line: string) => void,
): Promise<Result> {
  log('One video, Spool and FFmpeg by hand')
  const output = join(folder, 'by-hand.mp4')
  const values = await ratios(pairs, through(spool, input, preset), () => byHand(argv, output))
  return {
    name: `${longSeconds} s of 720p: Spool / the same ffmpeg by hand`,
    unit: '×',
    summary: summarise(values),
    target: { atMost: 1.01 },
    note: 'Spool also probes and verifies, which the hand does not',
  }
}

async function twelve(
  spool: SpoolRuns,
  preset: Preset,
  argv: string[],
  folder: string,
  log: (line: string) => void,
): Promise<Result> {
  log(`${clips} clips, Spool and xargs -P 2`)
  const inputs: string[] = []
  for (let n = 0; n < clips; n++) {
    inputs.push(await makeClip(join(folder, `clip-${n}.mp4`), clipSeconds))
  }
  const ours = async () => {
    const waiting = [...inputs]
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await through(spool, next, preset)()
      }
    }
    await Promise.all([work(), work()])
  }
  const script = join(folder, 'one.sh')
  const quoted = argv.map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
  const input = quoted.findIndex((word, n) => quoted[n - 1] === "'-i'" && word.includes('file:'))
  quoted[input] = '"file:$1"'
  quoted[quoted.length - 1] = '"file:$1.out.mp4"'
  const words = quoted.map((word) => (word === "'pipe:3'" ? '/dev/null' : word)).join(' ')
  await writeFile(script, `exec ${ffmpeg} -y ${words} 2>/dev/null </dev/null\n`)
  const theirs = () =>
    new Promise<void>((resolve, reject) => {
      const xargs = spawn('xargs', ['-P', '2', '-n', '1', 'sh', script], {
        stdio: ['pipe', 'ignore', 'inherit'],
      })
      xargs.on('exit', (code) => {
        if (code === 0) resolve()
        else reject(new Error(`xargs ended with ${code ?? 'a signal'}.`))
      })
      xargs.stdin.end(inputs.join('\n'))
    })
  const values = await ratios(3, ours, theirs)
  return {
    name: `${clips} clips of ${clipSeconds} s, two at once: Spool / xargs -P 2`,
    unit: '×',
    summary: summarise(values),
    target: { atMost: 1.03 },
  }
}

async function inSegments(
  spool: SpoolRuns,
  preset: Preset,
  input: string,
  log: (line: string) => void,
): Promise<Result> {
  log('In segments and in one go')
  const segments = { checkpointMinutes: 0, segmentSeconds: 10 }
  const values = await ratios(
    3,
    through(spool, input, preset, segments),
    through(spool, input, preset),
  )
  return {
    name: `${longSeconds} s in checkpointed segments / in one go`,
    unit: '×',
    summary: summarise(values),
    target: { atMost: 1.1 },
    note: 'segments of 10 s, the sound apart, joined and checked for seams',
  }
}

async function remuxed(
  spool: SpoolRuns,
  input: string,
  log: (line: string) => void,
): Promise<Result> {
  log('Copied and encoded anew')
  const remux = findPreset('remux')
  const youtube = builtIn('youtube-1080p')
  if (!remux) throw new Error('There is no preset that remuxes.')
  const values = await ratios(3, through(spool, input, youtube), through(spool, input, remux))
  return {
    name: `${longSeconds} s encoded anew / remuxed`,
    unit: '×',
    summary: summarise(values),
    target: { atLeast: 5 },
    note: 'what a plan that copies saves',
  }
}

async function handBrake(
  spool: SpoolRuns,
  preset: Preset,
  input: string,
  folder: string,
  log: (line: string) => void,
): Promise<Result[]> {
  if ((await searchPath('HandBrakeCLI')).length === 0) {
    if (!(await canInstallPackages())) return []
    await installPackages(['handbrake-cli'], log)
  }
  log('Spool and HandBrakeCLI')
  const place = join(folder, 'handbrake')
  await mkdir(place)
  const theirs = async () => {
    const output = join(place, 'made.mp4')
    await promisify(execFile)(
      'HandBrakeCLI',
      [
        ...['-i', input, '-o', output, '-f', 'av_mp4', '--optimize', '-e', 'x264'],
        ...['--encoder-preset', 'veryfast', '-q', '18', '--encoder-profile', 'high'],
        ...['-x', 'bframes=2:keyint=15:min-keyint=15:scenecut=0:open-gop=0', '--cfr'],
        ...['-E', 'av_aac', '-B', '384', '--crop-mode', 'none'],
      ],
      { maxBuffer: 1 << 26 },
    )
    await rm(output)
  }
  const values = await ratios(3, through(spool, input, preset), theirs)
  return [
    {
      name: `${longSeconds} s: Spool / HandBrakeCLI at equal settings`,
      unit: '×',
      summary: summarise(values),
      target: { atMost: 1 },
    },
  ]
}
