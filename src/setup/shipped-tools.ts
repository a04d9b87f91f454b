import { chmod, copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { executableName, locateTool } from '../core/tools/index.ts'
import { SpoolError } from '../shared/errors.ts'
import { cachedFromNpm } from './media-tools.ts'
import type { Log } from './part.ts'

/**
 * Puts the FFmpeg and FFprobe a packed app brings along into a folder. Builds that carry all they
 * need come first; a system's own is taken where there is none, and that is said.
 */
export async function stageTools(folder: string, log: Log): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const tools = { ffmpeg: await findFfmpeg(log), ffprobe: await findFfprobe(log) }
  for (const [name, path] of Object.entries(tools)) {
    const target = join(folder, executableName(name))
    await copyFile(path, target)
    await chmod(target, 0o755)
  }
}

async function findFfmpeg(log: Log): Promise<string> {
  const found = await locateTool('ffmpeg')
  if (found.status !== 'ok') throw new SpoolError('tool', `${found.problem} ${found.remedy}`)
  if (found.origin !== 'ffmpeg-static') {
    log(`The app is packed with ${found.path}, which may need libraries of this system.`)
  }
  return found.path
}

/** npm has a build of it for every platform; where npm cannot be reached, the one that is here. */
async function findFfprobe(log: Log): Promise<string> {
  try {
    return await cachedFromNpm('ffprobe', log)
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error
    const found = await locateTool('ffprobe')
    if (found.status !== 'ok') throw error
    log(`${error.message} The app is packed with ${found.path} instead.`)
    return found.path
  }
}
