import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
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

/** Two parts of an object, some pieces of a video. */
const content = randomBytes(8 * 1024 * 1024 + 1_000)
/** More tries than any one fault and one crash can use up. */
const mostTries = 4
/** The same few of the many every time: each pair of moment and fault may come. */
const some = { seed: 6, numRuns: 6 }

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

/** Kills the worker at this moment, then tries until it is done. */
async function publish(
  leg: Leg,
  fatal: number,
  watch: (pass?: (at: string) => Promise<void>) => void,
): Promise<void> {
  listener.heard.length = 0
  let moment = 0
  const pass = async (at: string) => {
    if (at !== 'asked' && ++moment === fatal) await leg.kill()
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

it('whatever fails and whenever it crashes, a bucket has one object in the end', async () => {
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
    some,
  )
}, 120_000)

const youtubeFaults: YoutubeFault[] = [
  { kind: 'drop', after: 1_000 },
  { kind: 'short', bytes: 256 * 1024 - 7 },
  { kind: 'error', status: 401, reason: 'authError' },
  { kind: 'error', status: 503, reason: 'backendError' },
  { kind: 'mute' },
  { kind: 'expire' },
]

it('whatever fails and whenever it crashes, a channel has one video in the end', async () => {
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
    some,
  )
}, 120_000)

it('whenever it crashes, a folder has one file in the end, and what was there stays', async () => {
  // Four things are written down; it dies before each, and after.
  for (let fatal = 1; fatal <= 8; fatal++) {
    const { home, leg } = await newLeg((folder) => ({
      ...{ kind: 'folder', path: join(folder, 'out'), name: '{title}', sidecars: ['description'] },
    }))
    const out = join(home, 'out')
    await mkdir(out)
    await writeFile(join(out, 'A clip.mp4'), 'mine')
    await publish(leg, fatal, () => undefined)
    expect(await readdir(out), `killed at moment ${fatal}`).toEqual([
      'A clip (2).description',
      'A clip (2).mp4',
      'A clip.mp4',
    ])
    expect((await readFile(join(out, 'A clip (2).mp4'))).equals(content)).toBe(true)
    expect(await readFile(join(out, 'A clip.mp4'), 'utf8')).toBe('mine')
  }
}, 120_000)
