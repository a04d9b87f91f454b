import { execFile } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { clipBytes } from '../../fixtures/media.ts'
import { startServer } from '../../fixtures/server.ts'
import { makeClip } from './engine.ts'
import { temporaryFolder } from './temporary.ts'

const program = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))

it('a channel, a feed and a folder are previewed, added, changed and worked on by command', async () => {
  const home = await temporaryFolder()
  const server = await startServer()
  const media = server.put('/ebb.mp4', { body: await clipBytes({ size: '160x90', seconds: 1 }) })
  const page = server.put('/tides', {
    body: Buffer.from('<!doctype html><html><title>Tides</title><video src="/ebb.mp4"></video>'),
    type: 'text/html',
  })
  const feed = server.put('/feed', {
    body: Buffer.from(
      `<rss version="2.0"><channel><title>Show</title><link>${page}</link><description>x</description>
        <item><title>Ebb</title><enclosure url="${media}" type="video/mp4" length="9"/></item></channel></rss>`,
    ),
    type: 'application/rss+xml',
  })
  const folder = join(home, 'raw')
  await mkdir(folder)
  await makeClip(join(folder, 'Harbour.mp4'))
  const list = join(home, 'list.txt')
  await writeFile(list, `# both\n${page}\n${feed}\n`)
  const env = { ...process.env, SPOOL_HOME: home, SPOOL_LOCAL_HOSTS: '127.0.0.1' }
  const spool = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [program, ...args], { env })).stdout

  // The page and the feed point at the same media.
  const preview = await spool('add', list, folder, '--preview')
  expect(preview).toMatch(/Show \(feed\)[^]*raw \(folder\)[^]*Together: would add 2, 0 are there/)
  const elsewhere = join(home, 'Elsewhere')
  const added = await spool('add', list, folder, '--preset', 'remux', '--to', elsewhere)
  expect(added.match(/Added /g)).toHaveLength(3)
  const edited = await spool(
    ...['source', 'edit', '3', '--naming', 'Film {title}', '--limit', '2M', '--priority', '5'],
    ...['--newest', '4', '--watch', '6h'],
  )
  expect(edited).toMatch(/naming +Film \{title\}[^]*limit +2 MB\/s[^]*priority +5[^]*newest 4/)
  expect(await spool('source', 'edit', '3', '--no-watch', '--no-filter')).toMatch(
    /looked at when asked[^]*wanted +everything/,
  )
  await expect(spool('source', 'edit', '3')).rejects.toThrow(/Say what to change/)
  await expect(spool('source', 'edit', '9', '--no-watch')).rejects.toThrow(/no source 9/)
  await spool('run')
  const made = await readdir(elsewhere)
  expect(made).toHaveLength(2)
  expect(made).toContain('Film Harbour.mp4')
  // The page calls it otherwise than the feed does; who was asked last counts.
  expect(made).toContainEqual(expect.stringMatching(/^(Ebb|Tides \(1\)) – Remux to MP4\.mp4$/))
  expect(await spool('add', feed, '--preview')).toMatch(/is there +1/)
}, 120_000)
