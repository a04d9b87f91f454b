import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { memorySecrets, openEngine } from '../../../src/core/index.ts'
import type { Target } from '../../../src/shared/destination.ts'
import { s3TargetSchema, youtubeTargetSchema } from '../../../src/shared/destination.ts'
import { legTo } from '../../../src/shared/pipeline.ts'
import { quotaResetAfter } from '../../../src/core/review/slots.ts'
import { describeWait } from '../../../src/shared/waiting.ts'
import { addLegs, addRenditions } from '../../fixtures/legs.ts'
import { startS3, type FakeS3 } from '../../fixtures/s3.ts'
import { startYoutube, type FakeYoutube } from '../../fixtures/youtube.ts'
import { engineOn, newHome, startWorking, until } from '../core/engine.ts'
import { statusOf } from '../review/review.ts'

const hour = 3_600_000

let youtube: FakeYoutube
let s3: FakeS3
beforeAll(async () => {
  ;[youtube, s3] = await Promise.all([startYoutube(), startS3()])
})
afterAll(() => {
  youtube.close()
  s3.close()
})
beforeEach(() => {
  youtube.reset()
})

/** Renditions that are ready to go to a place, and an engine that works on them by its own clock. */
async function withRenditions(
  titles: string[],
  targetOf: (account: number) => Target,
  found: Parameters<typeof addRenditions>[3] = {},
) {
  const home = await newHome()
  const secrets = memorySecrets()
  const set = await openEngine({ home, secrets })
  set.changeSettings({
    review: { ...set.settings().review, coolingOffSeconds: 0 },
    youtube: {
      ...{ clientId: 'client', apiRoot: youtube.origin },
      ...{ authorizeUrl: `${youtube.origin}/authorize`, tokenUrl: `${youtube.origin}/token` },
    },
  })
  const account = await set.publishing.accounts.signIn(async (url) => {
    await fetch(url)
  })
  const place = await set.publishing.destinations.save({
    ...{ name: 'Place', target: targetOf(account.id) },
    credentials: { accessKeyId: 'key-id', secretAccessKey: 'very-secret-key' },
  })
  await set.close()
  const { sourceId, ids } = await addLegs(home, titles, [legTo(place)])
  const rendition = join(home, 'rendition.mp4')
  await writeFile(rendition, 'a rendition')
  await addRenditions(home, ids, rendition, found)
  const clock = { now: Date.now() }
  const engine = await engineOn(home, { secrets, now: () => clock.now })
  await startWorking(engine)
  const done = (): boolean =>
    engine.runningCount() === 0 && ids.every((id) => statusOf(engine, id) === 'completed')
  return { home, engine, sourceId, ids, clock, whenDone: () => until(engine, done) }
}

const channel = (account: number): Target => youtubeTargetSchema.parse({ kind: 'youtube', account })

describe("a platform's limit of the day", () => {
  it.each([
    ['quotaExceeded', 403, 'YouTube takes no more uploads from Spool today'],
    ['uploadLimitExceeded', 400, 'This channel takes no more uploads today'],
  ])('%s: parked until the reset with a sentence, then goes out', async (reason, status, words) => {
    const { engine, sourceId, ids, clock, whenDone } = await withRenditions(['a', 'b'], channel)
    engine.review.setRights(sourceId, { kind: 'mine' })
    youtube.state.fault = (operation) =>
      operation === 'begin' ? { kind: 'error', status, reason } : undefined
    engine.review.approve(ids, 'now')
    const isParked = () => ids.every((id) => engine.waitReason(id)?.kind === 'quota')
    await until(engine, () => isParked() && engine.runningCount() === 0)
    const reset = quotaResetAfter(clock.now)
    for (const id of ids) {
      const reason_ = engine.waitReason(id)
      expect(reason_).toMatchObject({ until: reset })
      expect(reason_ && describeWait(reason_, clock.now)).toContain(words)
      expect(engine.summaries([id])[0]).toMatchObject({ status: 'queued', attempts: 0 })
    }

    youtube.state.fault = undefined
    clock.now = reset
    engine.wake()
    await whenDone()
    expect(youtube.videos.size).toBe(2)
  })
})

it('does not go out where the rights were taken back after the approval', async () => {
  const { engine, sourceId, ids, clock, whenDone } = await withRenditions(['a'], channel)
  engine.review.setRights(sourceId, { kind: 'mine' })
  expect(engine.review.approve(ids, clock.now + hour).approved).toHaveLength(1)
  expect(engine.review.termsOf(sourceId)).toEqual({ review: 'public', rights: { kind: 'mine' } })
  engine.review.setRights(sourceId, null)
  clock.now += 2 * hour
  engine.wake()
  await until(engine, () => ids.every((id) => statusOf(engine, id) === 'failed'))
  const details = await Promise.all(ids.map((id) => engine.details(id)))
  expect(details[0]?.error?.message).toMatch(/by what right/)
  expect(youtube.videos.size).toBe(0)

  engine.review.setRights(sourceId, { kind: 'licensed', note: '' })
  engine.retry(ids)
  engine.review.approve(ids, 'now')
  await whenDone()
  expect(youtube.videos.size).toBe(1)
})

it('tells YouTube what the source says, with its attribution and subtitles; no token is in an argv', async () => {
  const place = (account: number): Target =>
    youtubeTargetSchema.parse({ ...channel(account), licence: 'source', thumbnail: true })
  const beside = await newHome()
  const files = ['Clip.de.vtt', 'Clip.en-GB.srt', 'Clip.live.ass', 'Clip.jpg'].map((name) =>
    join(beside, name),
  )
  for (const file of files) await writeFile(file, 'text')
  const { engine, sourceId, ids, whenDone } = await withRenditions(['a'], place, {
    details: {
      ...{ description: 'Of hills.', tags: ['hill'], language: 'de' },
      licence: 'Creative Commons Attribution license (reuse allowed)',
    },
    beside: files.map((path) => ({
      path,
      kind: path.endsWith('.jpg') ? ('thumbnail' as const) : ('subtitles' as const),
    })),
  })
  const attribution = '“Hills” by Ada, CC BY 4.0'
  engine.review.setRights(sourceId, { kind: 'creative-commons', attribution })
  const lines: string[] = []
  youtube.state.at = async (_moment, operation) => {
    if (operation === 'piece') lines.push(...(await commandLines()))
  }
  engine.review.approve(ids, 'now')
  await whenDone()
  const [video] = youtube.videos.values()
  expect(video).toMatchObject({
    snippet: { description: `Of hills.\n\n${attribution}`, defaultLanguage: 'de' },
    status: { license: 'creativeCommon' },
    captions: ['de', 'en-GB'],
  })
  expect(video?.snippet.tags).toContain('hill')
  expect(video?.picture?.toString()).toBe('text')
  expect(lines.some((line) => line.includes('worker'))).toBe(true)
  for (const secret of [...youtube.state.tokens, ...youtube.state.refreshTokens]) {
    if (secret !== 'token') expect(lines.filter((line) => line.includes(secret))).toEqual([])
  }
})

/** What everyone on this machine can read of everything that runs. */
async function commandLines(): Promise<string[]> {
  if (process.platform !== 'linux') return ['worker']
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  return Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'it has ended')),
  )
}

it('a bucket without a public address needs no review; a cancelled upload is ended there', async () => {
  const place = (): Target =>
    s3TargetSchema.parse({ kind: 's3', endpoint: s3.endpoint, bucket: 'videos', key: '{title}' })
  const { engine, ids, whenDone } = await withRenditions(['a'], place)
  const [leg] = ids
  if (leg === undefined) throw new Error('There is a leg.')
  // It hangs in the middle of its upload.
  let letGo: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const sending = new Promise<void>((resolve) => {
    s3.state.at = async (moment, operation) => {
      if (moment !== 'asked' || operation !== 'UploadPart') return
      resolve()
      await held
    }
  })
  await sending
  expect(s3.uploads.size).toBe(1)
  expect(engine.cancel([leg])).toBe(1)
  await until(engine, () => engine.runningCount() === 0)
  expect(s3.uploads.size).toBe(0)
  letGo?.()
  s3.state.at = undefined

  engine.retry([leg])
  await whenDone()
  expect([...s3.objects.values()].map(({ body }) => body.toString())).toEqual(['a rendition'])
  const { artefacts } = (await engine.details(leg)) ?? { artefacts: [] }
  expect(artefacts.map(({ path }) => path)).toContain('s3://videos/a')
})
