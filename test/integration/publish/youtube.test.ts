import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { youtubeTargetSchema } from '../../../src/shared/destination.ts'
import type { Metadata } from '../../../src/shared/publication.ts'
import { youtubeRuleFor } from '../../../src/shared/youtube.ts'
import { Leg } from '../../fixtures/leg.ts'
import { TestWorker } from '../../fixtures/worker.ts'
import { startYoutube, type FakeYoutube } from '../../fixtures/youtube.ts'
import { temporaryFolder } from '../core/temporary.ts'

/** Three pieces. */
const content = randomBytes(2 * 256 * 1024 + 1_000)

let youtube: FakeYoutube
let spare: TestWorker
beforeAll(async () => {
  youtube = await startYoutube()
  spare = new TestWorker()
})
afterAll(() => {
  youtube.close()
  spare.process.kill('SIGKILL')
})
beforeEach(() => {
  youtube.reset()
})

interface Wanted {
  target?: object
  metadata?: Partial<Metadata>
  token?: (refused: string | null) => string
  dressed?: boolean
}

async function newLeg({ target, metadata = {}, token, dressed }: Wanted = {}): Promise<Leg> {
  const home = await temporaryFolder()
  const inputPath = join(home, 'rendition.mp4')
  await writeFile(inputPath, content)
  const picture = join(home, 'picture.jpg')
  const captions = join(home, 'captions.vtt')
  await writeFile(picture, 'a picture')
  await writeFile(captions, 'WEBVTT')
  const destination = youtubeTargetSchema.parse({ kind: 'youtube', account: 1, ...target })
  return new Leg({
    ...{ home, inputPath, destination, metadata, youtubeRoot: youtube.origin },
    facts: { description: 'About it.', tags: ['one', 'two'] },
    ...(token && { token }),
    ...(dressed && {
      files: {
        thumbnail: picture,
        captions: ['de', 'en'].map((language) => ({ path: captions, language })),
      },
    }),
  })
}

/** The channel has this one video, byte for byte. */
function expectOne() {
  const all = [...youtube.videos.values()]
  expect(all).toHaveLength(1)
  expect(all[0]?.body.equals(content)).toBe(true)
  return all[0]
}

describe('a channel', () => {
  it('gets the video whole, told of as the templates say, private unless said', async () => {
    const leg = await newLeg({ metadata: { syntheticMedia: true } })
    const end = await leg.attempt(spare)
    const video = expectOne()
    expect(end).toMatchObject({ kind: 'done', file: { path: `https://youtu.be/${video?.id}` } })
    expect(video).toMatchObject({
      snippet: {
        ...{ title: 'A clip', description: 'About it.', categoryId: '22', defaultLanguage: 'en' },
        tags: ['one', 'two', leg.delivery.marker],
      },
      status: {
        ...{ privacyStatus: 'private', license: 'youtube' },
        ...{ selfDeclaredMadeForKids: false, containsSyntheticMedia: true },
      },
    })
  })

  it('is told when to make it public', async () => {
    const publishAt = Date.now() + 86_400_000
    await (await newLeg({ metadata: { publishAt } })).attempt(spare)
    expect(expectOne()?.status).toMatchObject({ publishAt: new Date(publishAt).toISOString() })
  })

  it.each([
    ['the title', { title: 'x'.repeat(101) }],
    ['the tags', { tags: Array.from({ length: 60 }, (_, at) => `a tag ${at}`) }],
    ['the description', { description: 'a < b' }],
  ])('is sent nothing where %s cannot be', async (_what, metadata) => {
    const leg = await newLeg({ metadata })
    expect(await leg.attempt(spare)).toMatchObject({ failure: { kind: 'invalid-input' } })
    expect(youtube.asked).toEqual([])
  })

  it('gets picture, playlist and captions, each once, and what failed again by itself', async () => {
    const leg = await newLeg({ target: { playlist: 'PL1' }, dressed: true })
    youtube.state.fault = (operation) =>
      operation === 'list-add'
        ? { kind: 'error', status: 404, reason: 'playlistNotFound' }
        : undefined
    expect(await leg.attempt(spare)).toMatchObject({
      failure: {
        message: expect.stringMatching(/^The video is on YouTube, but the playlist/) as unknown,
      },
    })
    // What is beside it does not wait for it.
    expect(expectOne()?.captions).toEqual(['de', 'en'])
    youtube.state.fault = undefined
    youtube.asked.length = 0
    expect((await leg.attempt(spare)).kind).toBe('done')
    expect(youtube.asked).toEqual(['uploads', 'list-add', 'videos'])
    const video = expectOne()
    expect(video?.picture?.toString()).toBe('a picture')
    expect(video?.captions).toEqual(['de', 'en'])
    expect(youtube.lists.get('PL1')).toEqual([video?.id])
  })
})

describe('an upload goes on where it was', () => {
  it.each([
    ['after a break in a piece', { kind: 'drop', after: 1_000 }],
    ['when only a part of a piece was kept', { kind: 'short', bytes: 256 * 1024 - 7 }],
    ['when YouTube has trouble', { kind: 'error', status: 503, reason: 'backendError' }],
    ['when the answer never came', { kind: 'mute' }],
  ] as const)('%s', async (_when, fault) => {
    const leg = await newLeg()
    let faults = 0
    youtube.state.fault = (operation) =>
      operation === 'piece' && faults++ === 1 ? fault : undefined
    expect((await leg.attempt(spare)).kind).toBe('done')
    expectOne()
    expect(youtube.asked.filter((operation) => operation === 'begin')).toHaveLength(1)
  })

  it('asks first after the last answer was lost, and sends nothing twice', async () => {
    const leg = await newLeg()
    let pieces = 0
    youtube.state.fault = (operation) =>
      operation === 'piece' && ++pieces === 3 ? { kind: 'mute' } : undefined
    expect((await leg.attempt(spare)).kind).toBe('done')
    expect(pieces).toBe(3)
    expectOne()
  })

  it('renews the token in the middle', async () => {
    const refused: (string | null)[] = []
    const leg = await newLeg({
      token: (old) => {
        refused.push(old)
        return old === null ? 'token' : 'newer'
      },
    })
    youtube.state.fault = (operation, count) => {
      if (operation === 'piece' && count === 3) youtube.state.tokens = new Set(['newer'])
      return undefined
    }
    expect((await leg.attempt(spare)).kind).toBe('done')
    expect(refused).toEqual([null, 'token'])
    expectOne()
  })

  it('begins anew where the session has expired and made nothing', async () => {
    const leg = await newLeg()
    let faults = 0
    youtube.state.fault = (operation) =>
      operation === 'piece' && faults++ === 1 ? { kind: 'expire' } : undefined
    expect((await leg.attempt(spare)).kind).toBe('done')
    expectOne()
  })

  it('finds its own video by its marker where the session has expired after it', async () => {
    const leg = await newLeg()
    youtube.state.at = async (_moment, operation) => {
      if (operation === 'piece' && youtube.videos.size === 1) await leg.kill()
    }
    expect((await leg.attempt()).kind).toBe('killed')
    youtube.state.at = undefined
    youtube.sessions.clear()
    youtube.asked.length = 0
    expect((await leg.attempt(spare)).kind).toBe('done')
    expect(youtube.asked).not.toContain('begin')
    expectOne()
  })
})

describe('what YouTube says is told as a sentence', () => {
  it.each([
    ['uploadLimitExceeded', 400, 'rate-limited', 'uploads'],
    ['quotaExceeded', 403, 'rate-limited', 'videos.insert'],
    ['rateLimitExceeded', 403, 'rate-limited', undefined],
    ['insufficientPermissions', 403, 'auth', undefined],
    ['youtubeSignupRequired', 401, 'auth', undefined],
    ['accessNotConfigured', 403, 'auth', undefined],
    ['channelSuspended', 403, 'auth', undefined],
    ['invalidTitle', 400, 'invalid-input', undefined],
    ['invalidDescription', 400, 'invalid-input', undefined],
    ['invalidTags', 400, 'invalid-input', undefined],
    ['invalidCategoryId', 400, 'invalid-input', undefined],
    ['invalidPublishAt', 400, 'invalid-input', undefined],
    ['invalidVideoMetadata', 400, 'invalid-input', undefined],
    ['badContent', 400, 'invalid-input', undefined],
    ['forbiddenPrivacySetting', 403, 'invalid-input', undefined],
    ['forbidden', 403, 'auth', undefined],
    ['authError', 401, 'auth', undefined],
    ['backendError', 503, 'transient', undefined],
    ['unheardOf', 403, 'auth', undefined],
  ])('%s', async (reason, status, kind, budget) => {
    const leg = await newLeg()
    youtube.state.fault = (operation) =>
      operation === 'begin' ? { kind: 'error', status, reason } : undefined
    const end = await leg.attempt(spare)
    expect(end).toMatchObject({ kind: 'failed', failure: { kind } })
    if (end.kind !== 'failed') return
    expect(end.failure.budget).toBe(budget)
    expect(end.failure.message).toBe(youtubeRuleFor(reason, status)?.sentence)
    expect(youtube.videos.size).toBe(0)
  })

  it('also why it did not keep the video', async () => {
    const leg = await newLeg()
    youtube.state.at = () => {
      for (const video of youtube.videos.values()) {
        video.status = { ...video.status, uploadStatus: 'rejected', rejectionReason: 'duplicate' }
      }
    }
    expect(await leg.attempt(spare)).toMatchObject({
      failure: { message: 'YouTube found that this video is there already.' },
    })
  })
})

it('killed at any moment, there is one video in the end, byte for byte, dressed once', async () => {
  let moments = 0
  for (let fatal = 1; ; fatal++) {
    youtube.reset()
    const leg = await newLeg({ target: { playlist: 'PL1' }, dressed: true })
    let moment = 0
    const pass = async (at: string) => {
      if ((at === 'done' || at === 'recorded') && ++moment === fatal) await leg.kill()
    }
    youtube.state.at = leg.at = pass
    const end = await leg.attempt()
    youtube.state.at = leg.at = undefined
    if (end.kind !== 'killed') {
      expect(end.kind).toBe('done')
      break
    }
    moments++
    expect(await leg.attempt(spare), `killed at moment ${fatal}`).toMatchObject({ kind: 'done' })
    const video = expectOne()
    expect(youtube.lists.get('PL1')).toEqual([video?.id])
    expect(video?.captions).toEqual(['de', 'en'])
    expect(await readFile(leg.logPath, 'utf8')).not.toContain('upload/session')
  }
  expect(moments).toBeGreaterThan(12)
}, 240_000)
