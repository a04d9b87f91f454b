import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memorySecrets, secretName, systemSecrets } from '../../../src/core/secrets/index.ts'
import { startKeyStore, type KeyStore } from '../../fixtures/key-store.ts'

let keyStore: KeyStore
beforeAll(async () => {
  keyStore = await startKeyStore()
  Object.assign(process.env, keyStore.env)
})
afterAll(() => keyStore.close())

describe.each([
  ["the system's key store", () => systemSecrets('Spool tests')],
  ['memory', memorySecrets],
])('%s', (_name, open) => {
  it('keeps a secret until it is removed, each under its own name', async () => {
    const [one, two] = [secretName('test'), secretName('test')]
    const store = open()
    expect(await store.read(one)).toBeNull()
    await store.write(one, 'schlüssel ✓')
    await store.write(two, 'other')
    await store.write(two, 'another')
    expect(await store.read(one)).toBe('schlüssel ✓')
    expect(await store.read(two)).toBe('another')
    await store.remove(one)
    await store.remove(one)
    expect(await store.read(one)).toBeNull()
    await store.remove(two)
  })
})

it('is the same for another process', async () => {
  const name = secretName('test')
  await systemSecrets('Spool tests').write(name, 'shared')
  expect(await systemSecrets('Spool tests').read(name)).toBe('shared')
  await systemSecrets('Spool tests').remove(name)
})

const keep = `
  import { systemSecrets } from ${JSON.stringify(new URL('../../../src/core/secrets/index.ts', import.meta.url).href)}
  const kept = systemSecrets('Spool tests').write('name', 'hidden value')
  console.log(JSON.stringify(await kept.then(() => null, ({ kind, message, details }) => ({ kind, message, details }))))
`

it.runIf(process.platform === 'linux')(
  'says what to do where there is no key store, and does not tell the secret',
  async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', keep],
      { env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } },
    )
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'tool',
      message: expect.stringContaining('Install GNOME Keyring') as unknown,
    })
    expect(stdout).not.toContain('hidden value')
  },
)
