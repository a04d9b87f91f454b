import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../shared/errors.ts'
import { packageFolder, projectFolder } from './project.ts'
import { run, withProgress } from './run.ts'
import type { Log } from './part.ts'

const inputs = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const outputs = ['main/index.js', 'preload/index.cjs', 'renderer/index.html']

/** electron-vite's own script, to be run with Node. */
export const electronVite = join(packageFolder('electron-vite'), 'bin', 'electron-vite.js')

/** Builds the app into `out/`, unless what lies there is newer than all it is made of. */
export async function ensureBuilt(log: Log): Promise<void> {
  if (await isBuilt(projectFolder)) return
  await withProgress('Building the app', log, () =>
    run(process.execPath, [electronVite, 'build'], { cwd: projectFolder }),
  )
}

/** Whether `out/` in the project's folder is complete and newer than its sources. */
export async function isBuilt(project: string): Promise<boolean> {
  const built = await Promise.all(outputs.map((path) => changedAt(join(project, 'out', path))))
  const sources = await Promise.all(inputs.map((path) => newest(join(project, path))))
  return Math.min(...built) > Math.max(...sources)
}

/** The latest change at or below `path`. Folders count: removing a file changes only them. */
async function newest(path: string): Promise<number> {
  const own = await changedAt(path)
  const below = await listFolder(path)
  return Math.max(own, ...(await Promise.all(below.map((name) => newest(join(path, name))))))
}

async function listFolder(path: string): Promise<string[]> {
  try {
    return await readdir(path)
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR' || systemCode(error) === 'ENOENT') return []
    throw error
  }
}

/** When the file last changed; 0 where there is none. */
async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return 0
    throw error
  }
}
