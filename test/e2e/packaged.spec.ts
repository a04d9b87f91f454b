import { execFile } from 'node:child_process'
import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from './app.ts'
import { shortClips } from './channel.ts'
import { project, results } from './paths.ts'
import { dropFiles, rows } from './queue.ts'

const unpacked = join(project, 'dist', 'linux-unpacked')
const executable = join(unpacked, 'spool')
const packTimeout = 300_000

test.describe('as it is packed', () => {
  test.skip(process.platform !== 'linux', 'The packer of this machine packs for this machine.')

  test.beforeAll(async () => {
    test.setTimeout(packTimeout)
    // Tests attach through the inspector, which users get an app without.
    const inspectable = '-c.electronFuses.enableNodeCliInspectArguments=true'
    await promisify(execFile)(process.execPath, [
      join(project, 'src', 'setup', 'package.ts'),
      inspectable,
    ])
  })

  test('it holds what it needs and nothing of development', async () => {
    const resources = await readdir(join(unpacked, 'resources'), { recursive: true })
    expect(resources).toContain('app.asar')
    expect(resources.filter((name) => name.endsWith('.node') && name.includes('sqlite'))).toEqual([
      'app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ])
    expect(resources).toContain('tools/ffmpeg')
    expect(resources).toContain('tools/ffprobe')
    expect(resources).toContain('licences/GPL-3.0.txt')
    // Updates are off until there is a place to publish to.
    expect(resources).not.toContain('app-update.yml')
    expect(resources.filter((name) => name === 'app' || name.endsWith('.ts'))).toEqual([])
    const locales = await readdir(join(unpacked, 'locales'))
    expect(locales).toContain('de.pak')
    expect(locales).toContain('en-US.pak')
    const fuses = await getCurrentFuseWire(executable)
    const on = [FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.EnableCookieEncryption]
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]
    for (const fuse of on) expect(fuses[fuse]).toBe(FuseState.ENABLE)
    for (const fuse of off) expect(fuses[fuse]).toBe(FuseState.DISABLE)
    const bytes = await sizeOf(unpacked)
    await writeFile(join(results, 'packaged-size.txt'), `${Math.round(bytes / 1e6)} MB\n`)
    expect(bytes).toBeLessThan(400e6)
  })

  test('it takes a clip through all stages', async ({ folder, command, launch }) => {
    command.executable = executable
    command.args = command.args.filter((argument) => argument !== project)
    // A machine without FFmpeg: what the app brings along must do.
    command.env.PATH = join(folder, 'nothing')
    command.env.SPOOL_CACHE = join(folder, 'cache')
    const { app, page, call, picture } = await launch()
    const { tools } = await call('app.info', undefined)
    expect(tools.map(({ found }) => found?.origin)).toEqual(['shipped', 'shipped'])
    expect(await app.evaluate(({ app: packed }) => packed.isPackaged)).toBe(true)
    await dropFiles(page, await shortClips(folder, ['Packed']))
    await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
    await picture('packaged')
  })
})

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
