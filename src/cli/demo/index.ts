import { mkdir, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine, requireTools } from '../../core/index.ts'
import { work } from '../commands/run.ts'
import { describeStatistics } from '../commands/stats.ts'
import type { Output } from '../output.ts'
import { openChannel } from './channel.ts'
import { makeClips } from './clips.ts'

const onTheWeb = [
  { title: 'Opening the workshop', picture: 'testsrc2', toneHertz: 330 },
  { title: 'Colours of the week', picture: 'smptehdbars', toneHertz: 440 },
]
const onDisk = [{ title: 'A short for the phone', picture: 'smptebars', toneHertz: 550 }]

/** The main job on a channel made for it: found, fetched, transformed and published for real. */
export async function demo(output: Output, workerScript: string): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'spool-demo-'))
  const results = join(home, 'Published')
  const engine = await openEngine({ home })
  engine.changeSettings({
    libraryFolder: join(home, 'Library'),
    publishFolder: results,
    network: { allowLocal: false, localHosts: ['127.0.0.1'] },
  })

  output.say('Making a small channel: a feed on a local web server, and a folder.')
  const { ffmpeg } = await requireTools()
  const [web, folder] = [join(home, 'web'), join(home, 'Clips')]
  await Promise.all([mkdir(web), mkdir(folder)])
  const [files] = await Promise.all([
    makeClips(ffmpeg, web, onTheWeb),
    makeClips(ffmpeg, folder, onDisk),
  ])
  const channel = await openChannel(files)
  try {
    output.say(`Adding ${channel.feedUrl} and ${folder}.`)
    await engine.addSources({ locations: [channel.feedUrl], preset: 'youtube-1080p' })
    await engine.addSources({ locations: [folder], preset: 'vertical-blur' })
    const exitCode = await work(engine, output, {
      keep: false,
      workerScript,
      atEnd: async ({ queue }) => {
        const statistics = queue.getStatistics()
        const published = (await readdir(results)).map((name) => join(results, name))
        output.answer(
          { statistics, published },
          `\n${describeStatistics(statistics)}\n\nPublished:\n${published.map((path) => `  ${path}`).join('\n')}`,
        )
      },
    })
    return exitCode
  } finally {
    channel.close()
  }
}
