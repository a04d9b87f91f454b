import { execFile } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { memorySecrets, openEngine } from '../../../src/core/index.ts'
import { startKeyStore, type KeyStore } from '../../fixtures/key-store.ts'
import { startS3, type FakeS3 } from '../../fixtures/s3.ts'
import { makeClip, newHome } from '../core/engine.ts'

const script = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))
const accessKeyId = 'key-id'
const secretAccessKey = 'never/written+anywhere7'

let s3: FakeS3
let keyStore: KeyStore
beforeAll(async () => {
  ;[s3, keyStore] = await Promise.all([startS3(), startKeyStore()])
})
afterAll(async () => {
  s3.close()
  await keyStore.close()
})

interface Ran {
  code: number
  output: string
}

const spool = (home: string, args: string[], env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { env: { ...process.env, ...keyStore.env, SPOOL_HOME: home, ...env } },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, output: stdout + stderr })
      },
    )
  })

const keys = { SPOOL_S3_ACCESS_KEY_ID: accessKeyId, SPOOL_S3_SECRET_ACCESS_KEY: secretAccessKey }

async function filesUnder(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  const paths = names.map((name) => join(folder, name))
  const kinds = await Promise.all(paths.map((path) => stat(path)))
  return paths.filter((_path, at) => kinds[at]?.isFile())
}

it('takes a video to a bucket and a folder; the key is in the key store and nowhere else', async () => {
  const home = await newHome()
  const clip = await makeClip(join(home, 'in', 'one.mp4'))
  const settings = ['bucket=videos', `endpoint=${s3.endpoint}`, 'key={title}.{ext}']
  const set = settings.flatMap((setting) => ['--set', setting])

  expect(await spool(home, ['destinations', 'add', 's3', 'Cloud', ...set])).toMatchObject({
    code: 1,
    output: expect.stringContaining('SPOOL_S3_ACCESS_KEY_ID') as unknown,
  })
  expect((await spool(home, ['destinations', 'add', 's3', 'Cloud', ...set], keys)).code).toBe(0)
  expect(await spool(home, ['destinations', 'list'])).toMatchObject({
    code: 0,
    output: `Cloud — bucket videos at ${s3.endpoint}\n`,
  })
  expect(await spool(home, ['destinations', 'test', 'Cloud'])).toMatchObject({ code: 0 })
  expect(s3.objects.size).toBe(0)

  // Nothing is told of a webhook without a secret to sign it by; what is not named stays.
  const change = ['destinations', 'change', 'Cloud', '--set']
  const hook = `after=[{"kind":"webhook","url":"${s3.endpoint}/hook"}]`
  expect(await spool(home, [...change, hook])).toMatchObject({
    code: 1,
    output: expect.stringContaining('signing secret') as unknown,
  })
  const signed = { SPOOL_WEBHOOK_SECRET: 'sixteen letters or more' }
  expect((await spool(home, [...change, hook], signed)).code).toBe(0)
  expect((await spool(home, [...change, 'after=[]'])).code).toBe(0)

  // One leg fails, and alone is tried again.
  s3.state.fault = (operation) =>
    operation === 'UploadPart' ? { kind: 'error', status: 403, code: 'AccessDenied' } : undefined
  const folder = join(home, 'Published')
  const to = ['--to', 'Cloud', '--to', folder]
  expect((await spool(home, ['add', clip, ...to])).code).toBe(0)
  await approveAndRun(home)
  expect(await readdir(folder)).toHaveLength(1)
  const failed = await spool(home, ['--json', 'list', '--only', 'failed'])
  expect(failed.output).toContain('may not write to the bucket')
  expect(s3.objects.size).toBe(0)
  s3.state.fault = undefined
  expect((await spool(home, ['retry', '--failed'])).code).toBe(0)
  expect((await spool(home, ['run'])).code).toBe(0)
  const [published = ''] = await readdir(folder)
  const [object] = [...s3.objects.values()]
  expect(object?.body.equals(await readFile(join(folder, published)))).toBe(true)
  expect(s3.objects.size).toBe(1)
  expect(s3.uploads.size).toBe(0)
  expect(await readdir(folder)).toHaveLength(1)

  for (const file of await filesUnder(home)) {
    const content = await readFile(file)
    expect(content.includes(secretAccessKey), file).toBe(false)
  }
  expect((await spool(home, ['destinations', 'remove', 'Cloud'])).code).toBe(0)
  expect((await spool(home, ['destinations', 'test', 'Cloud'])).output).toContain(
    'There is no destination “Cloud”',
  )
}, 300_000)

/** Works until nothing is left but what waits for a person, who then says yes. */
async function approveAndRun(home: string): Promise<void> {
  await spool(home, ['run'])
  const engine = await openEngine({ home, secrets: memorySecrets() })
  const { legs } = engine.review.page(null, 100)
  for (const { sourceId } of legs)
    if (sourceId !== null) engine.review.setRights(sourceId, { kind: 'mine' })
  expect(
    engine.review.approve(
      legs.map(({ id }) => id),
      'now',
    ).approved,
  ).toHaveLength(legs.length)
  await engine.close()
  await spool(home, ['run'])
}
