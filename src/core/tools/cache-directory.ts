import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where Spool keeps what can be fetched again. `SPOOL_CACHE` names another folder, else it is
 * `spool` in the platform's own folder for caches.
 */
export function cacheDirectory(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (environment.SPOOL_CACHE) return resolve(environment.SPOOL_CACHE)
  return join(platformCache(platform, environment, home), 'spool')
}

function platformCache(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  home: string,
): string {
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Caches')
    case 'win32':
      return environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
    default:
      return environment.XDG_CACHE_HOME ?? join(home, '.cache')
  }
}

/** The part of the cache that holds ffmpeg and ffprobe where nothing else brought them. */
export const toolCacheDirectory = (): string => join(cacheDirectory(), 'tools')
