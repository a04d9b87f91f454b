import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { targetSchema } from '../../../src/shared/destination.ts'
import { Leg } from '../../fixtures/leg.ts'
import { startListener, type Listener } from '../../fixtures/listener.ts'
import { startS3, type FakeS3, type S3Fault } from '../../fixtures/s3.ts'
import { TestWorker } from '../../fixtures/worker.ts'
import { startYoutube, type FakeYoutube, type YoutubeFault } from '../../fixtures/youtube.ts'
import { temporaryFolder } from '../core/temporary.ts'
import { makeReadOnly, makeWritable, resize, smallDisk, usedOn } from '../worker/small-disk.ts'

/** Two parts of an object, some pieces of a video. */
const content = randomBytes(8 * 1024 * 1024 + 1_000)
/** More tries than any one fault and one crash can use up. */
const mostTries = 4
/** The same few of the many every time; others, and as many as `SPOOL_PUBLISH_RUNS` says. */
const wanted = Number(process.env.SPOOL_PUBLISH_RUNS ?? 0)
const runs = wanted > 0 ? { numRuns: wanted } : { seed: 6, numRuns: 6 }
const timeout = 120_000 + wanted * 20_000

let s3: FakeS3
let youtube: FakeYoutube
let listener: Listener
let spare: TestWorker
beforeAll(async () => {
  ;[s3, youtube, listener] = await Promise.all([startS3(), startYoutube(), startListener()])
  spare = new TestWorker()
})
afterAll(() => {
  for (const server of [s3, youtube, listener]) server.close()
  spare.process.kill('SIGKILL')
})

async function newLeg(destination: (home: string) => object) {
  const home = await temporaryFolder()
  const inputPath = join(home, 'rendition.mp4')
  await writeFile(inputPath, content)
  const leg = new Leg({
    ...{ home, inputPath, youtubeRoot: youtube.origin, signingSecret: 'sixteen letters.' },
    credentials: { accessKeyId: 'key-id', secretAccessKey: 'very-secret-key' },
    destination: targetSchema.parse({
      after: [{ kind: 'webhook', url: `${listener.origin}/hook` }],
      ...destination(home),
    }),
  })
  return { home, leg }
}

type Watch = (pass?: (at: string) => Promise<void>) => void

/**
 * Kills the worker at this moment, then tries until it is done.
 *
 * @param watch passes the moments of a first try on, and then no more
 * @param strike what else happens at a moment of the first try
 */
async function publish(
  leg: Leg,
  fatal: number,
  watch: Watch,
  strike?: (moment: number) => Promise<void> | void,
): Promise<void> {
  listener.heard.length = 0
  let moment = 0
  const pass = async (at: string) => {
    if (at === 'asked') return
    moment += 1
    await strike?.(moment)
    if (moment === fatal) await leg.kill()
  }
  leg.at = pass
  watch(pass)
  let end = await leg.attempt()
  watch()
  leg.at = undefined
  for (let tried = 1; end.kind !== 'done' && tried < mostTries; tried++) {
    end = await leg.attempt(spare)
  }
  expect(end.kind).toBe('done')
  // Whoever hears of it knows each as the same one.
  const keys = new Set(listener.heard.map(({ headers }) => headers['idempotency-key']))
  expect(keys.size).toBe(1)
}

/** Fails at this one of all requests. */
const once =
  <F>(at: number, fault: F) =>
  (_operation: unknown, count: number): F | undefined =>
    count === at ? fault : undefined

const s3Faults: S3Fault[] = [
  { kind: 'drop', after: 100_000 },
  { kind: 'error', status: 500, code: 'InternalError' },
  { kind: 'error', status: 503, code: 'SlowDown' },
  { kind: 'mute' },
  { kind: 'damage' },
]

it(
  'whatever fails and whenever it crashes, a bucket has one object in the end',
  { timeout },
  async () => {
    const moments = fc.integer({ min: 1, max: 14 })
    await fc.assert(
      fc.asyncProperty(
        moments,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(...s3Faults),
        async (fatal, at, fault) => {
          s3.objects.clear()
          s3.uploads.clear()
          s3.asked.length = 0
          s3.state.fault = once(at, fault)
          const { leg } = await newLeg(() => ({
            ...{ kind: 's3', endpoint: s3.endpoint, bucket: 'videos', key: '{title}.{ext}' },
          }))
          await publish(leg, fatal, (pass) => {
            s3.state.at = pass
          })
          expect([...s3.objects.keys()]).toEqual(['A clip.mp4'])
          expect(s3.objects.get('A clip.mp4')?.body.equals(content)).toBe(true)
          expect(s3.uploads.size).toBe(0)
        },
      ),
      runs,
    )
  },
)

const youtubeFaults: YoutubeFault[] = [
  { kind: 'drop', after: 1_000 },
  { kind: 'short', bytes: 256 * 1024 - 7 },
  { kind: 'error', status: 401, reason: 'authError' },
  { kind: 'error', status: 503, reason: 'backendError' },
  { kind: 'mute' },
  { kind: 'expire' },
]

it(
  'whatever fails and whenever it crashes, a channel has one video in the end',
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...youtubeFaults),
        async (fatal, at, fault) => {
          youtube.reset()
          youtube.state.fault = once(at, fault)
          const { leg } = await newLeg(() => ({ kind: 'youtube', account: 1, playlist: 'PL1' }))
          await publish(leg, fatal, (pass) => {
            youtube.state.at = pass
          })
          const [video, ...others] = [...youtube.videos.values()]
          expect(others).toEqual([])
          expect(video?.body.equals(content)).toBe(true)
          expect(youtube.lists.get('PL1')).toEqual([video?.id])
        },
      ),
      runs,
    )
  },
)

/** What can become of a folder while something is brought into it, and how it is mended. */
const folderFaults = {
  none: { strike: () => undefined, mend: () => undefined },
  full: {
    strike: async (disk: string) => {
      resize(disk, (await usedOn(disk)) + 64)
    },
    mend: (disk: string) => {
      resize(disk, diskKibibytes)
    },
  },
  readOnly: {
    strike: makeReadOnly,
    mend: makeWritable,
  },
  vanished: {
    strike: (disk: string) => rm(join(disk, 'out'), { recursive: true }),
    mend: () => undefined,
  },
}
/** The rendition, a second one under way, and what lies there. */
const diskKibibytes = 24 * 1024

it(
  'whatever becomes of a folder and whenever it crashes, it has one file in the end',
  { timeout },
  async () => {
    const disk = await smallDisk(diskKibibytes)
    const out = join(disk, 'out')
    const crashes = Array.from({ length: 8 }, (_, n): [number, number, 'none'] => [
      n + 1,
      0,
      'none',
    ])
    await fc.assert(
      fc.asyncProperty(
        // Four things are written down; it dies before each, or after, or not at all.
        fc.integer({ min: 1, max: 9 }),
        // Once all is in place, whoever takes it away again has taken it.
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom('none', 'full', 'readOnly', 'vanished' as const),
        async (fatal, at, fault) => {
          const { strike, mend } = folderFaults[fault]
          await rm(out, { recursive: true, force: true })
          await mkdir(out)
          await writeFile(join(out, 'A clip.mp4'), 'mine')
          const { leg } = await newLeg(() => ({
            ...{ kind: 'folder', path: out, name: '{title}', sidecars: ['description'] },
          }))
          if (at === 0) await strike(disk)
          let tries = 0
          await publish(
            leg,
            fatal,
            () => {
              if (++tries === 2) mend(disk)
            },
            (moment) => (moment === at ? strike(disk) : undefined),
          )
          const names = await readdir(out)
          const isMineThere = names.length === 3
          expect(names).toEqual([
            ...(isMineThere
              ? ['A clip (2).description', 'A clip (2).mp4']
              : ['A clip.description']),
            'A clip.mp4',
          ])
          if (fault !== 'vanished') expect(isMineThere).toBe(true)
          const ours = isMineThere ? 'A clip (2).mp4' : 'A clip.mp4'
          expect((await readFile(join(out, ours))).equals(content)).toBe(true)
          if (isMineThere) expect(await readFile(join(out, 'A clip.mp4'), 'utf8')).toBe('mine')
        },
      ),
      { ...runs, numRuns: runs.numRuns + crashes.length, examples: crashes },
    )
  },
)
