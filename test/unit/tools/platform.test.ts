import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cacheDirectory } from '../../../src/core/tools/index.ts'
import { remedy } from '../../../src/core/tools/remedy.ts'

describe('the cache lies where the platform keeps caches', () => {
  const home = join('/home', 'ada')

  test.each([
    ['linux', {}, join(home, '.cache', 'spool')],
    ['linux', { XDG_CACHE_HOME: join('/fast', 'cache') }, join('/fast', 'cache', 'spool')],
    ['darwin', {}, join(home, 'Library', 'Caches', 'spool')],
    ['win32', { LOCALAPPDATA: join('/local', 'data') }, join('/local', 'data', 'spool')],
  ] as const)('on %s with %o it is %s', (platform, environment, expected) => {
    expect(cacheDirectory(platform, environment, home)).toBe(expected)
  })

  test('SPOOL_CACHE names it exactly', () => {
    expect(cacheDirectory('linux', { SPOOL_CACHE: '/elsewhere' }, home)).toBe('/elsewhere')
  })
})

describe('the remedy fits the platform', () => {
  test.each([
    ['darwin', 'ffmpeg', 'brew install ffmpeg', 'SPOOL_FFMPEG'],
    ['win32', 'ffprobe', 'winget install Gyan.FFmpeg', 'SPOOL_FFPROBE'],
    ['linux', 'ffprobe', 'sudo apt-get install ffmpeg', 'SPOOL_FFPROBE'],
    ['linux', 'yt-dlp', 'sudo apt-get install yt-dlp', 'SPOOL_YTDLP'],
  ] as const)('on %s a missing %s is got by "%s"', (platform, name, command, variable) => {
    const sentence = remedy(name, platform)
    expect(sentence).toContain(command)
    expect(sentence).toContain(variable)
    expect(sentence).toMatch(/\.$/)
  })
})
