import { spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasDisplay, noDisplaySentence } from '../../../src/setup/display.ts'
import { projectFolder } from '../../../src/setup/project.ts'
import { useTemporaryCache } from './temporary-cache.ts'

const cache = useTemporaryCache()

describe('whether a window can be shown', () => {
  test.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %o: %s', (platform, environment, expected) => {
    expect(hasDisplay(platform, environment)).toBe(expected)
  })
})

test('without a display the start says so in one sentence, offers another way and fetches nothing', async () => {
  const start = join(projectFolder, 'src', 'setup', 'start.ts')
  const environment = { PATH: process.env.PATH, SPOOL_CACHE: cache() }
  const { status, stderr, stdout } = spawnSync(process.execPath, [start], {
    env: environment,
    encoding: 'utf8',
  })

  if (process.platform === 'linux') {
    expect(stderr).toBe(`${noDisplaySentence}\n`)
    expect(stdout).toBe('')
    expect(status).toBe(1)
    expect(await readdir(cache())).toEqual([])
  }
  expect(noDisplaySentence).toMatch(/^[^.]*npm run demo[^.]*xvfb-run -a npm start[^.]*\.$/)
})
