import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { workerTools, type Engine } from '../../../src/core/index.ts'
import { engineOn, launchWorker, newHome, until } from './engine.ts'
import { temporaryFolder } from './temporary.ts'

const channelId = 'UCabcdefghijklmnopqrstuv'
const page = 'https://www.youtube.com/@someone'
const list = (tab: string) => ({
  playlist_title: `Someone - ${tab}`,
  playlist_id: channelId,
  playlist_channel_id: channelId,
})
const video = (id: string, tab: string) => ({
  id: id.padEnd(11, '_'),
  title: id,
  url: `https://www.youtube.com/${tab === 'Shorts' ? 'shorts/' : 'watch?v='}${id.padEnd(11, '_')}`,
  ie_key: 'Youtube',
  ...list(tab),
})
const tab = (name: string) => ({
  title: `Someone - ${name}`,
  url: `${page}/${name.toLowerCase()}`,
  ie_key: 'YoutubeTab',
})

/** A yt-dlp that knows one channel of YouTube, whose page lists its tabs as YouTube's does. */
async function fakeYtDlp(): Promise<{ path: string; asked: () => Promise<string> }> {
  const folder = await temporaryFolder()
  const lines = (entries: object[]) => entries.map((entry) => JSON.stringify(entry)).join('\n')
  await writeFile(join(folder, 'channel'), lines([tab('Videos'), tab('Shorts')]))
  await writeFile(join(folder, 'videos'), lines([video('one', 'Videos'), video('two', 'Videos')]))
  await writeFile(join(folder, 'shorts'), lines([video('short', 'Shorts'), video('one', 'Videos')]))
  const path = join(folder, 'yt-dlp')
  await writeFile(
    path,
    `#!/bin/sh
case "$*" in *--version*) echo 2023.03.04; exit 0;; esac
for last; do :; done
echo "$last" >> '${folder}/asked'
case "$last" in
  */videos) cat '${folder}/videos';; */shorts) cat '${folder}/shorts';;
  *@someone) cat '${folder}/channel';; *) echo 'ERROR: Private video' >&2; exit 1;;
esac
`,
  )
  await chmod(path, 0o755)
  return { path, asked: () => readFile(join(folder, 'asked'), 'utf8') }
}

const firstSource = (engine: Engine) => {
  const [source] = engine.sources.page(null, 1).sources
  if (!source) throw new Error('There is no source.')
  return source
}

it('a channel is all of its tabs, and each video once', async () => {
  const { path, asked } = await fakeYtDlp()
  const engine = await engineOn(await newHome())
  await engine.start({ launchWorker, tools: () => workerTools({ 'yt-dlp': path }) })
  await engine.sources.add({ locations: [page], filter: { shorts: 'include' } })
  await until(engine, () => firstSource(engine).health.state === 'fine')
  expect(firstSource(engine)).toMatchObject({ kind: 'channel', title: 'Someone', videos: 3 })
  expect(await asked()).toContain(`${page}\n${page}/videos\n${page}/shorts\n`)
})
