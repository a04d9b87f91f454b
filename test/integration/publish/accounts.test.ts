import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { memorySecrets, openEngine, type SecretStore } from '../../../src/core/index.ts'
import { youtubeTargetSchema } from '../../../src/shared/destination.ts'
import { legTo } from '../../../src/shared/pipeline.ts'
import { startYoutube, type FakeYoutube } from '../../fixtures/youtube.ts'
import { isDrained, makeClip, newHome, startWorking, until } from '../core/engine.ts'

let youtube: FakeYoutube
beforeAll(async () => {
  youtube = await startYoutube()
})
afterAll(() => {
  youtube.close()
})
beforeEach(() => {
  youtube.reset()
})

/** A memory that can be looked into. */
function openSecrets(): SecretStore & { values: Map<string, string> } {
  const values = new Map<string, string>()
  const store = memorySecrets()
  return {
    ...store,
    values,
    write: (name, value) => {
      values.set(name, value)
      return store.write(name, value)
    },
    remove: (name) => {
      values.delete(name)
      return store.remove(name)
    },
  }
}

async function newEngine() {
  const home = await newHome()
  const secrets = openSecrets()
  const engine = await openEngine({ home, secrets })
  engine.changeSettings({
    youtube: {
      ...{ clientId: 'client', apiRoot: youtube.origin },
      ...{ authorizeUrl: `${youtube.origin}/authorize`, tokenUrl: `${youtube.origin}/token` },
    },
  })
  return { home, secrets, engine }
}

/** What a person and their browser do. */
const browser = async (url: string): Promise<void> => {
  await fetch(url)
}

it('signs in through the browser; the token is in the key store only, and renewed once', async () => {
  const { engine, secrets } = await newEngine()
  const account = await engine.publishing.accounts.signIn(browser)
  expect(account).toMatchObject({ name: 'Hills', channelId: 'UC-hills', signedIn: true })
  expect([...secrets.values.values()]).toEqual([...youtube.state.refreshTokens])

  const first = await engine.publishing.accounts.token(account.id, null)
  youtube.state.refreshes = 0
  const renewed = await Promise.all(
    [1, 2, 3].map(() => engine.publishing.accounts.token(account.id, first)),
  )
  expect(youtube.state.refreshes).toBe(1)
  expect(new Set(renewed).size).toBe(1)

  youtube.state.refreshTokens.clear()
  await expect(
    engine.publishing.accounts.token(account.id, renewed[0] ?? ''),
  ).rejects.toMatchObject({
    kind: 'auth',
    message: 'YouTube does not accept the sign-in to “Hills” any more. Sign in again.',
  })
  expect(engine.publishing.accounts.list()).toMatchObject([{ signedIn: false }])
  await engine.publishing.accounts.signIn(browser)
  expect(engine.publishing.accounts.list()).toMatchObject([{ id: account.id, signedIn: true }])
  await engine.publishing.accounts.signOut(account.id)
  expect(secrets.values.size).toBe(0)
  await engine.close()
})

it('takes no answer that was not meant for it', async () => {
  const { engine, secrets } = await newEngine()
  const forged = async (url: string) => {
    const target = new URL(new URL(url).searchParams.get('redirect_uri') ?? '')
    expect(target.hostname).toBe('127.0.0.1')
    target.search = new URLSearchParams({ code: 'stolen', state: 'guessed' }).toString()
    await fetch(target)
  }
  await expect(engine.publishing.accounts.signIn(forged)).rejects.toMatchObject({ kind: 'auth' })
  expect(secrets.values.size).toBe(0)
  await engine.close()
})

it('takes a video to a channel; no token is in the database, a log or a failure', async () => {
  const { engine, home, secrets } = await newEngine()
  const account = await engine.publishing.accounts.signIn(browser)
  const saved = await engine.publishing.destinations.save({
    name: 'My channel',
    target: youtubeTargetSchema.parse({ kind: 'youtube', account: account.id }),
  })
  await engine.publishing.destinations.test(saved.id)
  const clip = await makeClip(join(home, 'in', 'one.mp4'))
  await engine.sources.add({ locations: [clip], destinations: [legTo(saved)] })
  await startWorking(engine)
  await until(engine, () => engine.review.waiting() === 1)
  const [leg] = engine.review.page(null, 10).legs
  if (!leg?.sourceId) throw new Error('Nothing is to be reviewed.')
  engine.review.setRights(leg.sourceId, { kind: 'mine' })
  engine.review.edit(leg.id, { title: 'Hello' })

  // Refused at first, with all that is secret around.
  youtube.state.fault = (operation) =>
    operation === 'begin' ? { kind: 'error', status: 403, reason: 'forbidden' } : undefined
  expect(engine.review.approve([leg.id], 'now').approved).toHaveLength(1)
  await until(engine, () => engine.overview().statistics.failed === 1)
  await until(engine, () => isDrained(engine))
  const bundle = JSON.stringify(await engine.diagnostics('1.0'))
  youtube.state.fault = undefined
  engine.retry([leg.id])
  await until(engine, () => isDrained(engine) && engine.overview().statistics.failed === 0)
  expect([...youtube.videos.values()].map(({ snippet }) => snippet.title)).toEqual(['Hello'])
  await engine.close()

  const hidden = [...youtube.state.tokens, ...youtube.state.refreshTokens]
  expect(hidden.length).toBeGreaterThan(1)
  expect([...secrets.values.keys()].length).toBe(1)
  expect(bundle).toContain('does not let this channel')
  for (const value of hidden) if (value !== 'token') expect(bundle).not.toContain(value)
  for (const name of await readdir(home, { recursive: true })) {
    const path = join(home, name)
    if (!(await stat(path)).isFile()) continue
    const content = await readFile(path)
    for (const value of hidden) {
      if (value !== 'token') expect(content.includes(value), `${value} in ${name}`).toBe(false)
    }
  }
}, 120_000)
