import { spawn } from 'node:child_process'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { summarise } from '../measure.ts'
import type { Result } from '../result.ts'
import { ratios, through, type Bench } from './contest.ts'
import { ffmpeg, makeClip } from './runs.ts'

const clips = 12
const clipSeconds = 10

/** Many clips two at a time, through Spool's workers and through xargs. */
export async function twelve({ spool, folder, youtube, argv, short, log }: Bench): Promise<Result> {
  log(`${clips} clips, Spool and xargs -P 2`)
  const first = await makeClip(join(folder, 'clip.mp4'), clipSeconds)
  const inputs = Array.from({ length: clips }, (_, n) => join(folder, `clip-${n}.mp4`))
  for (const input of inputs) await copyFile(first, input)
  const ours = async () => {
    const waiting = [...inputs]
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await through(spool, next, youtube)()
      }
    }
    await Promise.all([work(), work()])
  }
  const script = join(folder, 'one.sh')
  await writeFile(script, `exec ${ffmpeg} ${asShell(argv, short)} 2>/dev/null </dev/null\n`)
  const theirs = () => xargs(script, inputs)
  return {
    name: `${clips} clips of ${clipSeconds} s, two at once: Spool / xargs -P 2`,
    unit: '×',
    summary: summarise(await ratios(2, ours, theirs)),
    target: { atMost: 1.03 },
  }
}

/** The same arguments for a script whose first is the input. */
const asShell = (argv: readonly string[], input: string): string =>
  argv
    .map((word, n) => {
      if (word === `file:${input}`) return '"file:$1"'
      if (n === argv.length - 1) return '"file:$1.out.mp4"'
      return word === 'pipe:3' ? '/dev/null' : `'${word.replaceAll("'", `'\\''`)}'`
    })
    .join(' ')

const xargs = (script: string, inputs: readonly string[]) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn('xargs', ['-P', '2', '-n', '1', 'sh', script], {
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`xargs ended with ${code ?? 'a signal'}.`))
    })
    child.stdin.end(inputs.join('\n'))
  })
