import { link, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { filesIn } from '../../fixtures/worker.ts'
import { leftBy, newPlace, nextIn, nothing, publish, type Place } from './place.ts'
import { makeReadOnly, smallDisk } from './small-disk.ts'

/** A rendition of so many bytes; publishing does not look into it. */
async function rendition(place: Place, bytes = 300_000, name = 'rendition.mp4') {
  const path = join(place.home, name)
  await writeFile(path, Buffer.alloc(bytes, name))
  return path
}

let large: Buffer
beforeAll(() => {
  large = Buffer.alloc(200 * 1024 * 1024, 'spool')
})

it('a rendition arrives whole, under its title', async () => {
  const place = await newPlace()
  const path = await rendition(place)
  await publish(place, path)
  const made = await place.job.made()
  expect(made).toBe(join(place.published, 'A clip.mp4'))
  expect((await readFile(made)).equals(await readFile(path))).toBe(true)
  expect(await leftBy(place)).toEqual({ ...nothing, published: ['A clip.mp4'] })
})

it('a file of that name is never written over', async () => {
  const place = await newPlace()
  await mkdir(place.published)
  await writeFile(join(place.published, 'A clip.mp4'), 'mine')
  await mkdir(join(place.published, 'A clip (2).mp4'))
  await publish(place, await rendition(place))
  expect(basename(await place.job.made())).toBe('A clip (3).mp4')
  expect(await readFile(join(place.published, 'A clip.mp4'), 'utf8')).toBe('mine')
})

it('the same rendition is there once, however often it is published', async () => {
  const place = await newPlace()
  const path = await rendition(place)
  for (const each of [place, await nextIn(place), await nextIn(place)]) {
    await publish(each, path)
    expect(basename(await each.job.made())).toBe('A clip.mp4')
  }
  expect(await filesIn(place.published)).toEqual(['A clip.mp4'])
})

it('a repeat after a crash between naming and clearing up does not touch what is published', async () => {
  const place = await newPlace()
  const path = await rendition(place)
  await mkdir(place.published)
  const published = join(place.published, 'A clip.mp4')
  await writeFile(published, await readFile(path))
  await link(published, join(place.published, `.spool-${place.job.id}.part`))
  const before = await stat(published)
  await publish(place, path)
  expect(await place.job.made()).toBe(published)
  expect((await stat(published)).mtimeMs).toBe(before.mtimeMs)
  expect(await leftBy(place)).toEqual({ ...nothing, published: ['A clip.mp4'] })
})

it('stopped half-way leaves nothing', async () => {
  const place = await newPlace()
  const path = join(place.home, 'large.mp4')
  await writeFile(path, large)
  await publish(place, path)
  await place.job.until(({ phase }) => phase === 'copying')
  place.job.tell('stop')
  expect((await place.job.failure()).kind).toBe('cancelled')
  expect(await leftBy(place)).toEqual(nothing)
})

it('frozen stands still, and goes on when thawed', async () => {
  const place = await newPlace()
  const path = join(place.home, 'large.mp4')
  await writeFile(path, large)
  await publish(place, path)
  await place.job.until(({ phase }) => phase === 'copying')
  place.job.tell('freeze')
  const part = join(place.published, `.spool-${place.job.id}.part`)
  let size = -1
  await expect
    .poll(async () => [size, (size = (await stat(part)).size)], { interval: 100 })
    .toSatisfy(([before, now]) => before === now)
  expect(size).toBeLessThan(large.length)
  place.job.tell('thaw')
  expect((await stat(await place.job.made())).size).toBe(large.length)
  expect(await place.job.log()).toMatch(/Frozen\n.*Thawed\n/)
})

it('a full disk says which folder is full, and keeps nothing there', async () => {
  const place = await newPlace()
  const disk = await smallDisk(64)
  await publish({ ...place, published: disk }, await rendition(place))
  expect(await place.job.failure()).toMatchObject({
    kind: 'disk',
    message: `The disk of ${disk} is full. Free some space, then retry.`,
  })
  expect(await filesIn(disk)).toEqual([])
})

it('a read-only disk is not written to and says so', async () => {
  const place = await newPlace()
  const disk = await smallDisk(1_024)
  makeReadOnly(disk)
  for (const published of [disk, join(disk, 'new', 'folder')]) {
    const each = await nextIn(place)
    await publish({ ...each, published }, await rendition(place))
    expect(await each.job.failure()).toMatchObject({
      kind: 'disk',
      message: `Spool cannot write to the folder ${published}. Choose another one or change its permissions.`,
    })
  }
  expect(await filesIn(disk)).toEqual([])
})

it('a file in the place of the folder is not touched', async () => {
  const place = await newPlace()
  await writeFile(place.published, 'mine')
  for (const published of [place.published, join(place.published, 'folder')]) {
    const each = await nextIn(place)
    await publish({ ...each, published }, await rendition(place))
    expect(await each.job.failure()).toMatchObject({
      kind: 'invalid-input',
      message: `There is a file in the place of the folder ${published}. Choose another folder.`,
    })
  }
  expect(await readFile(place.published, 'utf8')).toBe('mine')
})

it('a template names the file and its folders; a slash within a title makes none', async () => {
  const place = await newPlace()
  await publish(place, await rendition(place), {
    title: 'AC/DC: live?',
    facts: { channel: 'Bands', publishedAt: Date.UTC(2026, 2, 9) },
    folder: { name: '{channel}/{year}/{date} {title}' },
  })
  const made = await place.job.made()
  expect(made).toBe(join(place.published, 'Bands', '2026', '2026-03-09 AC DC live.mp4'))
})

it('no template leads out of the folder', async () => {
  const place = await newPlace()
  await publish(place, await rendition(place), {
    title: '../../x',
    facts: { channel: '..' },
    folder: { name: '../{channel}/{title}' },
  })
  expect((await place.job.made()).startsWith(join(place.published, 'untitled'))).toBe(true)
})

it('leaves the file that is there, or writes over it, where that was chosen', async () => {
  const place = await newPlace()
  await mkdir(place.published)
  const there = join(place.published, 'A clip.mp4')
  await writeFile(there, 'mine')
  const path = await rendition(place)
  await publish(place, path, { folder: { collision: 'skip' } })
  expect(await place.job.made()).toBe(there)
  expect(await readFile(there, 'utf8')).toBe('mine')

  const next = await nextIn(place)
  await publish(next, path, { folder: { collision: 'replace' } })
  expect(await next.job.made()).toBe(there)
  expect((await readFile(there)).equals(await readFile(path))).toBe(true)
  expect(await leftBy(next)).toEqual({ ...nothing, published: ['A clip.mp4'] })
})

it('writes beside it what was asked for, whatever the title holds', async () => {
  const place = await newPlace()
  const thumbnail = join(place.home, 'picture.jpg')
  await writeFile(thumbnail, 'a picture')
  const title = 'Tom & <Jerry>'
  await publish(place, await rendition(place), {
    title,
    facts: { description: 'Two of them.', tags: ['cat'], id: 'x"1', site: 'example.org' },
    folder: { name: 'clip', sidecars: ['json', 'nfo', 'description', 'thumbnail'] },
    thumbnail,
  })
  await place.job.made()
  const beside = (ending: string) => readFile(join(place.published, `clip.${ending}`), 'utf8')
  expect(await filesIn(place.published)).toHaveLength(5)
  expect(JSON.parse(await beside('json'))).toMatchObject({ title, tags: ['cat'] })
  expect(await beside('description')).toBe('Two of them.')
  expect(await beside('jpg')).toBe('a picture')
  const nfo = await beside('nfo')
  expect(nfo).toContain('<title>Tom &amp; &lt;Jerry&gt;</title>')
  expect(nfo).toContain('<uniqueid type="example.org">x&quot;1</uniqueid>')
})
