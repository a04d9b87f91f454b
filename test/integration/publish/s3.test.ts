import { createHash, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { s3TargetSchema } from '../../../src/shared/destination.ts'
import { s3RuleFor, s3Rules } from '../../../src/shared/s3.ts'
import { Leg } from '../../fixtures/leg.ts'
import { startS3, type FakeS3 } from '../../fixtures/s3.ts'
import { TestWorker } from '../../fixtures/worker.ts'
import { temporaryFolder } from '../core/temporary.ts'

const credentials = { accessKeyId: 'key-id', secretAccessKey: 'very-secret-key' }
/** Two parts. */
const content = randomBytes(8 * 1024 * 1024 + 1_000)

let s3: FakeS3
let spare: TestWorker
beforeAll(async () => {
  s3 = await startS3()
  spare = new TestWorker()
})
afterAll(() => {
  s3.close()
  spare.process.kill('SIGKILL')
})
beforeEach(() => {
  s3.objects.clear()
  s3.uploads.clear()
  s3.asked.length = 0
  s3.state.fault = s3.state.at = undefined
})

async function newLeg(target: object = {}): Promise<Leg> {
  const home = await temporaryFolder()
  const inputPath = join(home, 'rendition.mp4')
  await writeFile(inputPath, content)
  const destination = s3TargetSchema.parse({
    ...{ kind: 's3', endpoint: s3.endpoint, bucket: 'videos' },
    ...{ key: '{channel}/{title}.{ext}', publicUrl: 'https://cdn.example.org/{key}' },
    ...target,
  })
  return new Leg({ home, inputPath, destination, credentials, facts: { channel: 'Hills' } })
}

/** The bucket holds this one object, byte for byte, and nothing half-sent. */
function expectOne(key = 'Hills/A clip.mp4') {
  expect([...s3.objects.keys()]).toEqual([key])
  expect(s3.objects.get(key)?.body.equals(content)).toBe(true)
  expect(s3.uploads.size).toBe(0)
}

describe('a bucket', () => {
  it('gets the file whole, under its name, with its type and checksum', async () => {
    const leg = await newLeg()
    expect(await leg.attempt(spare)).toMatchObject({
      kind: 'done',
      file: { path: 'https://cdn.example.org/Hills/A%20clip.mp4', bytes: content.length },
    })
    expectOne()
    expect(s3.objects.get('Hills/A clip.mp4')).toMatchObject({
      type: 'video/mp4',
      metadata: { 'spool-sha256': createHash('sha256').update(content).digest('hex') },
    })
    expect(await readFile(leg.logPath, 'utf8')).not.toContain(credentials.secretAccessKey)
  })

  it('keeps what is there: another object of that name is never written over', async () => {
    const other = { body: Buffer.from('mine'), etag: '"1"', type: 'video/mp4', metadata: {} }
    s3.objects.set('Hills/A clip.mp4', other)
    const leg = await newLeg({ publicUrl: null })
    expect(await leg.attempt(spare)).toMatchObject({
      file: { path: 's3://videos/Hills/A clip (2).mp4' },
    })
    expect(s3.objects.get('Hills/A clip.mp4')).toBe(other)
  })

  it('is sent only what is missing after a break', async () => {
    const leg = await newLeg()
    s3.state.fault = (operation, count) =>
      operation === 'UploadPart' && count > 5 ? { kind: 'drop', after: 500 } : undefined
    expect(await leg.attempt(spare)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'transient' },
    })
    expect(leg.delivery.session).not.toBeNull()
    s3.state.fault = undefined
    s3.asked.length = 0
    expect((await leg.attempt(spare)).kind).toBe('done')
    expect(s3.asked.filter((operation) => operation === 'UploadPart')).toHaveLength(1)
    expectOne()
  })

  it('is asked first after an answer that never came', async () => {
    const leg = await newLeg()
    s3.state.fault = (operation) =>
      operation === 'CompleteMultipartUpload' ? { kind: 'mute' } : undefined
    const first = await leg.attempt(spare)
    s3.state.fault = undefined
    s3.asked.length = 0
    if (first.kind !== 'done') expect((await leg.attempt(spare)).kind).toBe('done')
    expect(s3.asked).not.toContain('UploadPart')
    expectOne()
  })

  it('is asked for its own sum of the whole where that was chosen, and goes on by it', async () => {
    const leg = await newLeg({ checksum: 'sha256' })
    s3.state.fault = (operation, count) =>
      operation === 'UploadPart' && count > 5 ? { kind: 'drop', after: 500 } : undefined
    expect((await leg.attempt(spare)).kind).toBe('failed')
    s3.state.fault = undefined
    s3.asked.length = 0
    expect((await leg.attempt(spare)).kind).toBe('done')
    expect(s3.asked.filter((operation) => operation === 'UploadPart')).toHaveLength(1)
    expectOne()
    expect(s3.objects.get('Hills/A clip.mp4')?.sha256).toMatch(/-2$/)
  })

  it.each(['md5', 'sha256'])('that kept other bytes is found out by %s', async (checksum) => {
    const leg = await newLeg({ checksum })
    s3.state.fault = (operation) => (operation === 'UploadPart' ? { kind: 'damage' } : undefined)
    expect(await leg.attempt(spare)).toMatchObject({
      failure: {
        kind: 'transient',
        message: expect.stringContaining('not what was sent') as unknown,
      },
    })
    expect(s3.objects.size).toBe(0)
    s3.state.fault = undefined
    expect((await leg.attempt(spare)).kind).toBe('done')
    expectOne()
  })

  it('gets a new upload where the old one has expired', async () => {
    const leg = await newLeg()
    s3.state.fault = (operation) =>
      operation === 'CompleteMultipartUpload'
        ? { kind: 'error', status: 403, code: 'AccessDenied' }
        : undefined
    expect((await leg.attempt(spare)).kind).toBe('failed')
    s3.uploads.clear()
    s3.state.fault = undefined
    expect((await leg.attempt(spare)).kind).toBe('done')
    expectOne()
  })
})

describe('what S3 says is told as a sentence', () => {
  it.each([
    ['NoSuchBucket', 404, 'invalid-input'],
    ['InvalidAccessKeyId', 403, 'auth'],
    ['SignatureDoesNotMatch', 403, 'auth'],
    ['RequestTimeTooSkewed', 403, 'invalid-input'],
    ['AccessDenied', 403, 'auth'],
    ['PermanentRedirect', 301, 'invalid-input'],
    ['SlowDown', 503, 'rate-limited'],
    ['QuotaExceeded', 403, 'disk'],
    ['EntityTooLarge', 400, 'invalid-input'],
    ['KeyTooLongError', 400, 'invalid-input'],
    ['BadDigest', 400, 'transient'],
    ['NotImplemented', 501, 'invalid-input'],
    ['InternalError', 500, 'transient'],
  ])('%s', async (code, status, kind) => {
    const rule = s3RuleFor({ code, status })
    expect(rule).toMatchObject({ kind })
    const sentence = rule?.sentence('videos') ?? ''
    expect(sentence).toMatch(/\.$/)
    expect(s3Rules.filter(({ when }) => when.test(code))).toHaveLength(1)
    if (status === 500 || code === 'SlowDown') return
    const leg = await newLeg()
    s3.state.fault = (operation) =>
      operation === 'CreateMultipartUpload' ? { kind: 'error', status, code } : undefined
    expect(await leg.attempt(spare)).toMatchObject({
      kind: 'failed',
      failure: { kind, message: sentence },
    })
  })

  it('and where nobody answers, that', async () => {
    const leg = await newLeg({ endpoint: 'http://127.0.0.1:9' })
    expect(await leg.attempt(spare)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'transient', details: { cause: 'refused' } },
    })
  })
})

it('killed at any moment, there is one object in the end, byte for byte', async () => {
  let moments = 0
  for (let fatal = 1; ; fatal++) {
    s3.objects.clear()
    s3.uploads.clear()
    const leg = await newLeg()
    let moment = 0
    // What was done and not heard of: all other moments are like one of these.
    const pass = async (at: string) => {
      if ((at === 'done' || at === 'recorded') && ++moment === fatal) await leg.kill()
    }
    s3.state.at = leg.at = pass
    const end = await leg.attempt()
    s3.state.at = leg.at = undefined
    if (end.kind !== 'killed') {
      expect(end.kind).toBe('done')
      break
    }
    moments++
    expect(await leg.attempt(spare), `killed at moment ${fatal}`).toMatchObject({ kind: 'done' })
    expectOne()
  }
  expect(moments).toBeGreaterThan(9)
}, 120_000)
