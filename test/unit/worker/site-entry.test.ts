import { describe, expect, it } from 'vitest'
import {
  commandLine,
  downloadArguments,
  listArguments,
} from '../../../src/worker/yt-dlp/arguments.ts'
import type { SiteTool } from '../../../src/shared/tools.ts'
import { readEntry } from '../../../src/worker/yt-dlp/entry.ts'

const asked = 'https://www.youtube.com/@someone/videos'
const read = (entry: object, from = asked) => readEntry(JSON.stringify(entry), from)
const videoOf = (entry: object, from?: string) => {
  const listed = read(entry, from)
  if (listed.kind !== 'video') throw new Error(`It is a ${listed.kind}.`)
  return listed
}

const flat = {
  id: 'abcdefghijk',
  title: 'One',
  url: 'https://www.youtube.com/watch?v=abcdefghijk',
  ie_key: 'Youtube',
  extractor_key: 'YoutubeTab',
  duration: 12,
  timestamp: 1_700_000_000,
  playlist_title: 'Someone - Videos',
  playlist_id: 'UCabcdefghijklmnopqrstuv',
}

describe('a line of the list', () => {
  it('is a video known by site and id, in a channel that has a feed', () => {
    const { video, source } = videoOf(flat)
    expect(video).toEqual({
      site: 'youtube',
      siteId: 'abcdefghijk',
      title: 'One',
      location: 'https://www.youtube.com/watch?v=abcdefghijk',
      durationSeconds: 12,
      publishedAt: 1_700_000_000_000,
      bytes: null,
      fetch: 'site',
      form: null,
    })
    expect(source).toEqual({
      kind: 'channel',
      title: 'Someone',
      feed: 'https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv',
    })
  })

  it('of a single page is the same video, by its page and not by its passing media address', () => {
    const { video, source } = videoOf({
      id: 'abcdefghijk',
      title: 'One',
      url: 'https://rr1.googlevideo.com/videoplayback?expire=1',
      webpage_url: 'https://www.youtube.com/watch?v=abcdefghijk',
      extractor_key: 'Youtube',
      upload_date: '20231114',
      live_status: 'not_live',
    })
    expect(video).toMatchObject({
      site: 'youtube',
      siteId: 'abcdefghijk',
      location: 'https://www.youtube.com/watch?v=abcdefghijk',
      publishedAt: Date.UTC(2023, 10, 14),
      form: 'video',
    })
    expect(source).toEqual({ kind: 'page', title: 'One' })
  })

  it('tells shorts, streams on the air and streams to come', () => {
    const form = (more: object, from?: string) => videoOf({ ...flat, ...more }, from).video.form
    expect(form({ url: 'https://www.youtube.com/shorts/abcdefghijk' })).toBe('short')
    expect(form({}, 'https://www.youtube.com/@someone/shorts')).toBe('short')
    expect(form({ live_status: 'is_live' })).toBe('live')
    expect(form({ live_status: 'is_upcoming' })).toBe('upcoming')
  })

  it('may be a list itself, as the tabs of a channel are', () => {
    const url = 'https://www.youtube.com/@someone/shorts'
    expect(read({ title: 'Someone - Shorts', url, ie_key: 'YoutubeTab' })).toEqual({
      kind: 'list',
      url,
    })
  })

  it.each([
    ['a file', 'file:///etc/passwd'],
    ['a program', '--exec=rm'],
    ['nothing', ''],
  ])('that names %s is left out', (_what, url) => {
    expect(read({ title: 'x', url, extractor_key: 'Generic' }).kind).toBe('unusable')
  })

  it('that is no JSON is left out', () => {
    expect(readEntry('WARNING: something', asked).kind).toBe('unusable')
    expect(readEntry('null', asked).kind).toBe('unusable')
  })
})

describe("yt-dlp's arguments", () => {
  const tool: SiteTool = { path: '/yt-dlp', version: '2025.12.01', jsRuntime: null, cookies: null }
  const url = 'https://example.org/--exec=x'

  it('end with the address behind “--”, and take no configuration', () => {
    const all = [listArguments, downloadArguments('/work', '/ffmpeg')].map((what) =>
      commandLine(tool, 'http://127.0.0.1:1', what, url),
    )
    for (const argv of all) {
      expect(argv.slice(-2)).toEqual(['--', url])
      expect(argv.slice(0, 3)).toEqual(['--ignore-config', '--no-update', '--no-exec'])
    }
  })

  it('name a runtime and cookies only where they were given', () => {
    const list = (told: SiteTool) => commandLine(told, 'http://127.0.0.1:1', listArguments, url)
    const plain = list(tool)
    expect(plain).not.toContain('--js-runtimes')
    expect(plain.some((word) => word.startsWith('--cookies'))).toBe(false)
    const given = list({
      ...tool,
      jsRuntime: 'deno:/usr/bin/deno',
      cookies: { from: 'firefox', profile: 'work' },
    })
    expect(given.join(' ')).toContain('--js-runtimes deno:/usr/bin/deno')
    expect(given.join(' ')).toContain('--cookies-from-browser firefox:work')
  })
})
