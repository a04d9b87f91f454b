import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import {
  executableName,
  isExecutable,
  locateTool,
  toolCacheDirectory,
} from '../core/tools/index.ts'
import type { ToolName } from '../core/tools/index.ts'
import { SpoolError } from '../shared/errors.ts'
import { installFolder } from './cache.ts'
import { canInstallPackages, installPackages } from './debian.ts'
import { mediaPackages } from './media-packages.ts'
import { fetchPackage } from './npm-package.ts'
import type { Found, Log, Missing, Part } from './part.ts'

async function check(name: ToolName): Promise<Found | Missing> {
  const finding = await locateTool(name)
  if (finding.status !== 'ok') {
    return { status: 'missing', problem: finding.problem, remedy: finding.remedy }
  }
  const found: Found = { status: 'found', version: finding.version, where: finding.path }
  if (finding.origin !== 'cache') return found
  return { ...found, note: 'an old build; install FFmpeg before opening files you do not trust' }
}

async function install(name: 'ffmpeg' | 'ffprobe', log: Log): Promise<void> {
  if (await canInstallPackages()) {
    try {
      await installPackages(['ffmpeg'], log)
      return
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error
      log(`${error.message} Trying npm instead.`)
    }
  }
  await cachedFromNpm(name, log)
}

/**
 * The build that npm has for this platform, fetched into the cache where it is not there yet.
 *
 * @returns its path
 * @throws SpoolError of kind `tool` where npm has none or cannot be reached
 */
export async function cachedFromNpm(name: 'ffmpeg' | 'ffprobe', log: Log): Promise<string> {
  const path = join(toolCacheDirectory(), name, executableName(name))
  if (await isExecutable(path)) return path
  const platform = `${process.platform}-${process.arch}`
  const build = mediaPackages[name][platform]
  if (build === undefined) {
    throw new SpoolError('tool', `npm has no ${name} for ${platform}. Install FFmpeg by hand.`)
  }
  await installFolder(join(toolCacheDirectory(), name), async (workFolder) => {
    const wanted = { name: `@${name}-installer/${platform}`, ...build }
    const folder = await fetchPackage(wanted, workFolder, log)
    await chmod(join(folder, executableName(name)), 0o755)
    return folder
  })
  return path
}

export const ffmpeg: Part = {
  name: 'ffmpeg',
  check: () => check('ffmpeg'),
  install: (log) => install('ffmpeg', log),
}

export const ffprobe: Part = {
  name: 'ffprobe',
  check: () => check('ffprobe'),
  install: (log) => install('ffprobe', log),
}

/** Without it Spool takes feeds, files and direct links only. */
export const ytDlp: Part = {
  name: 'yt-dlp',
  check: () => check('yt-dlp'),
  async install(log) {
    if (await canInstallPackages()) await installPackages(['yt-dlp'], log)
  },
}
