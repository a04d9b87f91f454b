import { homedir } from 'node:os'
import { join } from 'node:path'
import { defaultConcurrency, defaultHistory, type Settings } from '../../shared/settings.ts'
import { defaultReview } from '../../shared/settings/review.ts'
import { defaultBandwidth } from '../../shared/settings/bandwidth.ts'
import { defaultDisk } from '../../shared/settings/disk.ts'
import { defaultEncoding } from '../../shared/settings/encoding.ts'
import { defaultNames } from '../../shared/settings/names.ts'
import { defaultNetwork, type NetworkSettings } from '../../shared/settings/network.ts'
import { defaultSites } from '../../shared/settings/sites.ts'
import { defaultSources } from '../../shared/settings/sources.ts'
import { defaultTools } from '../../shared/settings/tools.ts'
import { defaultWindow } from '../../shared/settings/window.ts'
import { defaultWork } from '../../shared/settings/work.ts'
import { defaultYoutube } from '../../shared/settings/youtube.ts'
import { defaultPresetId } from '../../shared/preset.ts'

export const logFile = (home: string, jobId: number): string =>
  join(home, 'logs', `job-${String(jobId)}.log`)

/** A folder of data that was chosen holds everything; otherwise videos go where videos belong. */
export function defaultSettings(home: string): Settings {
  const videos = join(homedir(), process.platform === 'darwin' ? 'Movies' : 'Videos', 'Spool')
  const libraryFolder = process.env.SPOOL_HOME ? join(home, 'Library') : videos
  return {
    libraryFolder,
    publishFolder: join(libraryFolder, 'Published'),
    preset: defaultPresetId,
    concurrency: defaultConcurrency,
    history: defaultHistory,
    network: defaultNetwork,
    youtube: defaultYoutube,
    sources: defaultSources,
    tools: defaultTools,
    encoding: defaultEncoding,
    sites: defaultSites,
    review: defaultReview,
    github: null,
    disk: defaultDisk,
    names: defaultNames,
    bandwidth: defaultBandwidth,
    window: defaultWindow,
    work: defaultWork,
  }
}

/** What the settings allow of the local network, and what `SPOOL_LOCAL_HOSTS` does besides. */
export function allowedNetwork({ allowLocal, localHosts }: NetworkSettings): NetworkSettings {
  const named = (process.env.SPOOL_LOCAL_HOSTS ?? '').split(/[,\s]+/).filter((host) => host !== '')
  return { allowLocal, localHosts: [...localHosts, ...named] }
}
