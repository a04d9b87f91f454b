import { spawn, type ChildProcess } from 'node:child_process'
import { appendFile, copyFile, cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as passes } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { openEngine, type Engine } from '../../../src/core/index.ts'
import { openDatabase } from '../../../src/core/database/index.ts'
import { engineOn, isDrained, makeClip, newHome, startWorking, until } from '../core/engine.ts'
import { temporaryFolder } from '../core/temporary.ts'
import { allProcesses, familyOf, seededRandom } from './processes.ts'

const cli = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))

/** `SPOOL_CRASH_SEED` brings a run back, as far as the machine's own timing lets it. */
const seed = Number(process.env.SPOOL_CRASH_SEED ?? Date.now() % 2 ** 31)
const wantedKills = Number(process.env.SPOOL_CRASH_KILLS ?? 200)
const copiesWanted = 10

/** A `spool run --keep` that is there again after it was killed. */
class Runner {
  readonly #home: string
  #process: ChildProcess | null = null

  constructor(home: string) {
    this.#home = home
  }

  get pid(): number | null {
    const running = this.#process?.exitCode === null && this.#process.signalCode === null
    return running ? (this.#process?.pid ?? null) : null
  }

  ensure(): void {
    if (this.pid !== null) return
    this.#process = spawn(process.execPath, [cli, 'run', '--keep'], {
      env: { ...process.env, SPOOL_HOME: this.#home },
      stdio: 'ignore',
    })
  }

  async stop(): Promise<void> {
    const { pid } = this
    if (pid === null || !this.#process) return
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve))
    this.#process.kill('SIGTERM')
    await ended
  }
}

type Kind = 'engine' | 'worker' | 'tool'

/** Kills, without warning, one of: the whole engine, a worker, an FFmpeg. */
async function killSomething(pid: number, random: () => number): Promise<Kind | null> {
  const family = (await familyOf(pid)).filter(({ command }) => !command.startsWith('ps '))
  const groups = {
    engine: family.filter((member) => member.pid === pid),
    worker: family.filter(({ command }) => command.includes('src/worker/index.ts')),
    tool: family.filter(({ command }) => /\bff(mpeg|probe)\b/.test(command)),
  }
  const draw = random()
  const kind = draw < 0.08 ? 'engine' : draw < 0.5 ? 'worker' : 'tool'
  const members = groups[kind]
  const victim = members[Math.floor(random() * members.length)]
  if (!victim) return null
  try {
    process.kill(victim.pid, 'SIGKILL')
    return kind
  } catch {
    // It ended by itself in the meantime.
    return null
  }
}

async function checkCopy(home: string, folder: string): Promise<string[]> {
  // What a power cut leaves: the files as they are at this moment, log included.
  await mkdir(folder)
  for (const name of ['spool.db', 'spool.db-wal']) await cp(join(home, name), join(folder, name))
  const copy = await openDatabase({ file: join(folder, 'spool.db') })
  try {
    return copy.check()
  } finally {
    copy.close()
  }
}

it(`loses nothing and does nothing twice through ${wantedKills} kills (seed ${seed})`, async () => {
  process.stdout.write(`crash suite: SPOOL_CRASH_SEED=${seed}\n`)
  const random = seededRandom(seed)
  const home = await newHome()
  const copies = await temporaryFolder()
  const original = await makeClip(join(home, 'clip.mp4'), 1)
  const watcher: Engine = await engineOn(home)
  const runner = new Runner(home)
  onTestFinished(() => runner.stop())

  const kills: Record<Kind, number> = { engine: 0, worker: 0, tool: 0 }
  const problemsOfCopies: string[] = []
  let added = 0
  let copied = 0
  const total = () => kills.engine + kills.worker + kills.tool
  while (total() < wantedKills) {
    runner.ensure()
    // A stream of work: never much, never nothing.
    if (watcher.queue.getPendingJobs({ limit: 3 }).length < 3) {
      const path = join(home, 'in', `clip ${++added}.mp4`)
      await mkdir(join(home, 'in'), { recursive: true })
      await copyFile(original, path)
      // Every clip is another video: a trailing byte changes what it is known by.
      await appendFile(path, String(added))
      await watcher.addSources({ locations: [path] })
    }
    // The moment of a kill is the one thing that must not follow the program's own pace.
    await passes(random() * 150)
    const { pid } = runner
    const killed = pid === null ? null : await killSomething(pid, random)
    if (killed) kills[killed] += 1
    if (copied < copiesWanted && total() >= ((copied + 1) * wantedKills) / (copiesWanted + 1)) {
      problemsOfCopies.push(...(await checkCopy(home, join(copies, String(copied++)))))
    }
  }
  await runner.stop()
  process.stdout.write(`crash suite: ${JSON.stringify(kills)} over ${added} videos\n`)
  expect(problemsOfCopies).toEqual([])

  // Now undisturbed; what used up its attempts is tried again.
  const engine = await engineOn(home)
  await startWorking(engine)
  await until(engine, () => isDrained(engine))
  const spent = engine.queue.getFailedJobs()
  const reasons = new Set(spent.map(({ failure }) => failure?.message))
  for (const reason of reasons)
    expect(reason).toMatch(/ended (while|unexpectedly|from outside)|could not be run/)
  engine.retry(spent.map(({ id }) => id))
  await until(engine, () => isDrained(engine))

  const { statistics } = engine.overview()
  expect(statistics).toMatchObject({ failed: 0, completed: added * 4, totalJobs: added * 4 })
  expect(engine.checkDatabase()).toEqual([])

  const published = await readdir(join(home, 'Published'))
  expect(published.sort()).toEqual(
    Array.from({ length: added }, (_, i) => `clip ${i + 1} – YouTube 1080p.mp4`).sort(),
  )
  expect(await readdir(join(home, 'Library', '.spool-work'))).toEqual([])
  for (const folder of ['Downloads', 'Renditions']) {
    const names = await readdir(join(home, 'Library', folder))
    const videos = names.filter((name) => name.endsWith('.mp4'))
    expect(videos).toHaveLength(added)
    // A picture is kept where FFmpeg lived to take it; nothing else is there.
    const pictures = videos.map((name) => name.replace(/\.mp4$/, '.jpg'))
    expect(names.filter((name) => !videos.includes(name) && !pictures.includes(name))).toEqual([])
  }
  await rm(copies, { recursive: true, force: true })
  expect(await survivors(home)).toEqual([])
}, 900_000)

/** Processes that still work on this home but do not descend from this test. */
async function survivors(home: string): Promise<string[]> {
  const ours = new Set((await familyOf(process.pid)).map(({ pid }) => pid))
  return (await allProcesses())
    .filter(({ pid, command }) => command.includes(home) && !ours.has(pid))
    .map(({ command }) => command)
}

it('opens on whatever is left when the first start itself is killed', async () => {
  const random = seededRandom(seed)
  const home = await temporaryFolder()
  for (let i = 0; i < 10; i++) {
    const child = spawn(process.execPath, [cli, 'stats'], {
      env: { ...process.env, SPOOL_HOME: home },
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await passes(random() * 600)
    child.kill('SIGKILL')
    await ended
  }
  const engine = await openEngine({ home })
  expect(engine.checkDatabase()).toEqual([])
  await engine.close()
})
