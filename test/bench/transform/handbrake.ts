import { execFile } from 'node:child_process'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { searchPath } from '../../../src/core/index.ts'
import { canInstallPackages, installPackages } from '../../../src/setup/debian.ts'
import { summarise } from '../measure.ts'
import type { Result } from '../result.ts'
import { ratios, through, type Bench } from './contest.ts'
import { ssimOf } from './runs.ts'

/** The same encoder with the same settings, asked for by HandBrakeCLI; how good it looks is measured. */
export async function handBrake({ spool, folder, youtube, short, log }: Bench): Promise<Result[]> {
  if ((await searchPath('HandBrakeCLI')).length === 0) {
    if (!(await canInstallPackages())) return []
    await installPackages(['handbrake-cli'], log)
  }
  log('Spool and HandBrakeCLI')
  const place = join(folder, 'handbrake')
  await mkdir(place)
  const output = join(place, 'made.mp4')
  const theirs = () =>
    promisify(execFile)(
      'HandBrakeCLI',
      [
        ...['-i', short, '-o', output, '-f', 'av_mp4', '--optimize', '-e', 'x264'],
        ...['--encoder-preset', 'veryfast', '-q', '18', '--encoder-profile', 'high'],
        ...['-x', 'bframes=2:keyint=15:min-keyint=15:scenecut=0:open-gop=0', '--cfr', '-r', '30'],
        ...['-E', 'av_aac', '-B', '384', '--crop-mode', 'none'],
      ],
      { maxBuffer: 1 << 26 },
    )
  const values = await ratios(3, through(spool, short, youtube), theirs)
  const made = await spool.transform(short, youtube)
  const of = async (path: string) => {
    const { size } = await stat(path)
    return `SSIM ${(await ssimOf(path, short)).toFixed(4)} in ${(size / 1e6).toFixed(1)} MB`
  }
  const note = `Spool ${await of(made.path)}, HandBrake ${await of(output)}`
  await spool.remove(made)
  return [
    {
      name: 'the same: Spool / HandBrakeCLI at equal settings',
      unit: '×',
      summary: summarise(values),
      target: { atMost: 1 },
      note,
    },
  ]
}
