import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ensureBuilt } from './build.ts'
import { fallbackVersion } from './electron-fallback.ts'
import { officialVersion } from './electron-official.ts'
import { findElectron } from './electron.ts'
import { ensure, toStderr } from './ensure.ts'
import { packageFolder, projectFolder } from './project.ts'
import { stageTools } from './shipped-tools.ts'
import { run, withProgress } from './run.ts'

/**
 * Packs the app for this machine into `dist/`, with the Electron and the FFmpeg that are here. As a
 * folder unless a target is named; options after `--` go on to electron-builder: `-- --linux deb`.
 */
await ensure(['electron', 'ffmpeg'])
await ensureBuilt(toStderr)
await stageTools(join(projectFolder, 'dist', 'tools'), toStderr)
const electron = await findElectron()
if (electron === undefined) throw new Error('Electron vanished after it was found.')

const options = process.argv.slice(2)
const isTargetNamed = options.some((option) => ['--linux', '--mac', '--win'].includes(option))
const version = electron.kind === 'official' ? await officialVersion() : fallbackVersion
const builder = join(packageFolder('electron-builder'), 'cli.js')
await withProgress('Packing the app', toStderr, () =>
  run(
    process.execPath,
    [
      ...[builder, ...(isTargetNamed ? [] : ['--dir']), '--publish', 'never'],
      `-c.electronDist=${dirname(electron.executable)}`,
      `-c.electronVersion=${version}`,
      ...options,
    ],
    { cwd: projectFolder },
  ),
)
// The fallback runtime brings an app of its own, which opens others: no part of ours.
if (process.platform === 'linux') {
  const resources = join(projectFolder, 'dist', 'linux-unpacked', 'resources')
  await rm(join(resources, 'app'), { recursive: true, force: true })
}
