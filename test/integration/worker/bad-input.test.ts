import { mkdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cutShort, makeClip, show } from '../../fixtures/media.ts'
import { deadAddress, startServer } from '../../fixtures/server.ts'
import { filesIn } from '../../fixtures/worker.ts'
import {
  download,
  leftBy,
  newPlace,
  nextIn,
  nothing,
  publish,
  scrape,
  transform,
  type Place,
} from './place.ts'

/** How a job failed; whatever it was, it left nothing behind. */
async function failureIn(place: Place) {
  const { kind, message } = await place.job.failure()
  expect(await leftBy(place)).toEqual(nothing)
  return { kind, message }
}

describe('an address', () => {
  it('where nobody answers is a passing trouble', async () => {
    const place = await newPlace()
    await scrape(place, `${await deadAddress()}/feed.xml`)
    const { kind, message } = await failureIn(place)
    expect(kind).toBe('transient')
    expect(message).toMatch(/^127\.0\.0\.1:\d+ does not answer\. Retry later\.$/)
  })

  it('on a host that is not known is a passing trouble that names the host', async () => {
    const place = await newPlace()
    await scrape(place, 'http://no-such-host.invalid/feed.xml')
    const { kind, message } = await failureIn(place)
    expect(kind).toBe('transient')
    expect(message).toMatch(/no-such-host\.invalid/)
  })

  it('that is none is refused', async () => {
    const place = await newPlace()
    await scrape(place, 'http://')
    expect(await failureIn(place)).toEqual({
      kind: 'invalid-input',
      message: 'This is not a web address. Check it.',
    })
  })

  it.each([
    [404, 'gone', /nothing at this address any more \(404\)/],
    [410, 'gone', /nothing at this address any more \(410\)/],
    [401, 'auth', /wants a name and a password \(401\)/],
    [403, 'auth', /does not let Spool in \(403\)/],
    [500, 'transient', /has trouble of its own \(500\)/],
    [418, 'invalid-input', /something unexpected \(418\)/],
  ])('that answers %i fails as %s', async (status, kind, sentence) => {
    const server = await startServer()
    const faults = Array.from({ length: 2 }, () => ({ kind: 'status' as const, status }))
    const url = server.put('/clip.mp4', { body: Buffer.of(), faults })
    const [toScrape, toDownload] = [await newPlace(), await newPlace()]
    await scrape(toScrape, url)
    const scraped = await failureIn(toScrape)
    await download(toDownload, url)
    const downloaded = await failureIn(toDownload)
    expect(scraped.kind).toBe(kind)
    expect(scraped.message).toMatch(sentence)
    expect(downloaded).toEqual(scraped)
  })

  it('of a web page without a video is refused', async () => {
    const server = await startServer()
    const page = Buffer.from('<!doctype html><html><body>A channel</body></html>')
    const place = await newPlace()
    await scrape(place, server.put('/feed', { body: page, type: 'text/html' }))
    const { kind, message } = await failureIn(place)
    expect(kind).toBe('invalid-input')
    expect(message).toMatch(/^yt-dlp does not understand this page/)
  })

  it('of a web page in the place of a video is refused', async () => {
    const server = await startServer()
    const page = Buffer.from('<!doctype html><html><body>Log in</body></html>')
    const place = await newPlace()
    await download(place, server.put('/clip.mp4', { body: page, type: 'text/html; charset=utf-8' }))
    const { kind, message } = await failureIn(place)
    expect(kind).toBe('invalid-input')
    expect(message).toMatch(/^There is a web page in the place of the video/)
  })

  it('with a name and password in it is asked with them, and keeps them to itself', async () => {
    const server = await startServer()
    const body = await readFile(await makeClip(join((await newPlace()).home, 'clip.mp4')))
    const url = new URL(server.put('/clip.mp4', { body }))
    url.username = 'me'
    url.password = 'säcret'
    const place = await newPlace()
    await download(place, url.href)
    await place.job.made()
    const given = Buffer.from('me:säcret').toString('base64')
    expect(server.asked[0]?.headers.authorization).toBe(`Basic ${given}`)
    expect(await place.job.log()).not.toMatch(/cret/)
  })
})

describe('a feed', () => {
  const head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Bomb</title>'

  it('without end is given up after 10 MB', async () => {
    const server = await startServer()
    let sent = 0
    async function* endless() {
      yield head
      for (;;) {
        const item = `<item><title>${'x'.repeat(65_536)}</title></item>`
        sent += item.length
        yield await Promise.resolve(item)
      }
    }
    const place = await newPlace()
    await scrape(place, server.put('/feed', { body: endless, type: 'application/rss+xml' }))
    expect(await failureIn(place)).toEqual({
      kind: 'invalid-input',
      message: 'This feed is larger than 10 MB, which no honest feed is. Check the address.',
    })
    expect(sent).toBeLessThan(40_000_000)
  })

  it('with entities that multiply does not multiply', async () => {
    const server = await startServer()
    const entities = Array.from(
      { length: 12 },
      (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`,
    ).join('')
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">${entities}]>
      <rss version="2.0"><channel><title>&e12;</title><item><title>&e12;</title>
      <enclosure url="/a.mp4" type="video/mp4" length="1"/></item></channel></rss>`
    const place = await newPlace()
    await scrape(place, server.put('/feed', { body: Buffer.from(bomb), type: 'text/xml' }))
    const ended = await place.job.found().catch(() => place.job.failure())
    expect(JSON.stringify(ended).length).toBeLessThan(10_000)
  })

  it('nested without measure is refused', async () => {
    const server = await startServer()
    const deep = Buffer.from(`${head}${'<item>'.repeat(200_000)}`)
    const place = await newPlace()
    await scrape(place, server.put('/feed', { body: deep, type: 'application/rss+xml' }))
    expect((await failureIn(place)).kind).toBe('invalid-input')
  })
})

describe('a folder', () => {
  it('without videos is refused', async () => {
    const place = await newPlace()
    await mkdir(join(place.home, 'Clips'))
    await scrape(place, join(place.home, 'Clips'))
    expect(await failureIn(place)).toEqual({
      kind: 'invalid-input',
      message: 'There are no videos in this folder.',
    })
  })

  it('that is gone says so', async () => {
    const place = await newPlace()
    await scrape(place, join(place.home, 'Clips'))
    expect((await failureIn(place)).kind).toBe('gone')
  })

  it('with files that cannot be read gives the others', async () => {
    const place = await newPlace()
    const clips = join(place.home, 'Clips')
    await makeClip(join(clips, 'sub', 'good.mp4'))
    await symlink(join(clips, 'nowhere.mp4'), join(clips, 'dangling.mp4'))
    await symlink(clips, join(clips, 'loop'))
    await symlink('/proc/self/mem', join(clips, 'broken.mp4'))
    await scrape(place, clips)
    const { videos } = await place.job.found()
    expect(videos.map(({ title }) => title)).toEqual(['good'])
    const log = await place.job.log()
    expect(log).toMatch(/Left out .*dangling\.mp4/)
    expect(log).toMatch(/Left out .*broken\.mp4/)
  })
})

describe('a file', () => {
  it('of text called .mp4 is no video', async () => {
    const place = await newPlace()
    const path = join(place.home, 'notes.mp4')
    await writeFile(path, 'Dear diary,\ntoday nothing happened.\n'.repeat(100))
    await download(place, path)
    expect(await failureIn(place)).toEqual({
      kind: 'invalid-input',
      message: 'This file is not a video or sound that can be read. Choose another file.',
    })
    expect((await stat(path)).size).toBeGreaterThan(0)
  })

  it('with the words of another failure in its name is no video all the same', async () => {
    for (const begin of [download, transform]) {
      const place = await newPlace()
      const path = join(place.home, 'No space left on device, Permission denied.mp4')
      await writeFile(path, 'Dear diary')
      await begin(place, path)
      expect((await failureIn(place)).kind).toBe('invalid-input')
    }
  })

  it('that is empty is no video', async () => {
    const place = await newPlace()
    const path = join(place.home, 'empty.mp4')
    await writeFile(path, '')
    await download(place, path)
    expect((await failureIn(place)).kind).toBe('invalid-input')
  })

  it('cut short before its index is called incomplete', async () => {
    const place = await newPlace()
    const path = await makeClip(join(place.home, 'cut.mp4'), { faststart: false })
    await download(place, await cutShort(path, 0.6))
    expect(await failureIn(place)).toEqual({
      kind: 'invalid-input',
      message: 'The file is incomplete: its end is missing. Get it again from where it came.',
    })
  })

  it('cut short after its index is found out when transformed', async () => {
    const place = await newPlace()
    const path = await makeClip(join(place.home, 'cut.mp4'), { seconds: 4 })
    await transform(place, await cutShort(path, 0.6))
    const { kind, message } = await failureIn(place)
    expect(kind).toBe('invalid-input')
    expect(message).toMatch(
      /^The video is damaged or cut short: only \d\.\d s of 4\.0 s can be read/,
    )
  })

  it('without sound becomes a rendition without sound', async () => {
    const place = await newPlace()
    await transform(place, await makeClip(join(place.home, 'silent.mp4'), { sound: false }))
    expect((await show(await place.job.made())).streams).toEqual(['video'])
  })

  it('of sound alone is no video to transform', async () => {
    const place = await newPlace()
    await transform(place, await makeClip(join(place.home, 'song.m4a'), { picture: false }))
    expect(await failureIn(place)).toEqual({
      kind: 'invalid-input',
      message:
        'There is no picture in this file, and “YouTube 1080p” makes one. Choose another preset.',
    })
  })

  it('that is gone says so', async () => {
    for (const begin of [download, transform, publish]) {
      const place = await newPlace()
      await begin(place, join(place.home, 'clip.mp4'))
      expect((await failureIn(place)).kind).toBe('gone')
    }
  })

  it('that is a playlist in disguise opens nothing', async () => {
    const server = await startServer()
    const segment = server.put('/segment.ts', { body: Buffer.alloc(100) })
    const playlists = [
      `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${segment}\n#EXT-X-ENDLIST\n`,
      `ffconcat version 1.0\nfile '${segment}'\n`,
    ]
    for (const playlist of playlists) {
      for (const begin of [download, transform]) {
        const place = await newPlace()
        const path = join(place.home, 'clip.mp4')
        await writeFile(path, playlist)
        await begin(place, path)
        expect((await failureIn(place)).kind).toBe('invalid-input')
      }
    }
    expect(server.asked).toEqual([])
  })

  it('with pages of text in its tags is read all the same', async () => {
    const place = await newPlace()
    const path = join(place.home, 'clip.mp4')
    await makeClip(path, { more: ['-metadata', `comment=${'A long description. '.repeat(500)}`] })
    await download(place, path)
    expect(await place.job.made()).toBe(join(place.library, 'A clip.mp4'))
  })

  it('behind a relative link is brought itself', async () => {
    const place = await newPlace()
    await makeClip(join(place.home, 'clip.mp4'))
    await symlink('clip.mp4', join(place.home, 'link.mp4'))
    await download(place, join(place.home, 'link.mp4'))
    expect((await show(await place.job.made())).seconds).toBeCloseTo(2, 1)
  })
})

describe('a name', () => {
  it.each([
    ['quotes', `it's "quoted" \`too\` $(touch x)`, `it's quoted \`too\` $(touch x)`],
    ['a newline', 'first\nsecond', 'first second'],
    ['emoji', '🎬 the 👩‍👩‍👧 film', '🎬 the 👩‍👩‍👧 film'],
    ['a leading dash', '-y -f null', 'y -f null'],
    ['percent and colons', 'a:b %03d', 'a b %03d'],
  ])('with %s goes through download, transform and publish', async (_what, name, safe) => {
    const place = await newPlace()
    const original = join(place.home, 'in', `${name}.mp4`)
    await makeClip(join(place.home, 'clip.mp4'), { seconds: 1 })
    await mkdir(join(place.home, 'in'))
    await rename(join(place.home, 'clip.mp4'), original)

    await scrape(place, join(place.home, 'in'))
    const { videos } = await place.job.found()
    expect(videos).toMatchObject([{ title: name, location: original }])
    const downloading = await nextIn(place)
    await download(downloading, original, name)
    const downloaded = await downloading.job.made()
    expect(basename(downloaded)).toBe(`${safe}.mp4`)
    const transforming = await nextIn(place)
    await transform(transforming, downloaded, { title: name })
    const transformed = await transforming.job.made()
    expect(basename(transformed)).toBe(`${safe} – YouTube 1080p.mp4`)
    const publishing = await nextIn(place)
    await publish(publishing, transformed, { title: name })
    expect(basename(await publishing.job.made())).toBe(`${safe}.mp4`)
    expect(await filesIn(place.job.workFolder)).toEqual([])
  })
})
