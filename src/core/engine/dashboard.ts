import { stat, statfs } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Dashboard } from '../../shared/dashboard.ts'
import { forecast, type QueueLoad } from '../../shared/forecast.ts'
import { jobTypes, type JobType } from '../../shared/job.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database } from '../database/index.ts'
import { statisticsByDay, statisticsOf } from './figures.ts'

const shownDays = 30
const dayMs = 86_400_000
/** So many of the latest jobs and files say how fast this machine is. */
const looked = 1_000

/** How much gets done, how well, and how long the rest will take. */
export const dashboardFace = (
  database: Database,
  settings: () => Settings,
  now: () => number,
): (() => Promise<Dashboard>) => {
  const since = () => new Date(now() - shownDays * dayMs).toISOString().slice(0, 10)
  return async () => {
    const byType = jobTypes.map((type) => ({ type, statistics: statisticsOf(database, type) }))
    const { libraryFolder, publishFolder, concurrency } = settings()
    const folders = [...new Set([libraryFolder, publishFolder])]
    const history = historyOf(database)
    const open = perType((type) => {
      const counts = byType.find((entry) => entry.type === type)?.statistics
      return counts ? counts.queued + counts.retrying + counts.processing : 0
    })
    const load: QueueLoad = { open, slots: concurrency, history }
    return {
      days: statisticsByDay(database, since()),
      byType,
      disks: await disksOf(database, folders, now()),
      remaining: forecast(load),
    }
  }
}

const perType = <T>(of: (type: JobType) => T): Record<JobType, T> => ({
  scrape: of('scrape'),
  download: of('download'),
  transform: of('transform'),
  publish: of('publish'),
})

function historyOf(database: Database): Record<JobType, number[]> {
  const rows = database.recent.finished.all({ limit: looked })
  return perType((wanted) =>
    rows.flatMap(({ type, started_at, finished_at }) =>
      type === wanted && started_at !== null && finished_at !== null
        ? Math.max(0, finished_at - started_at) / 1_000
        : [],
    ),
  )
}

/** The disks these folders lie on, each once. */
async function disksOf(database: Database, folders: readonly string[], now: number) {
  const places = (await Promise.all(folders.map(placeOf))).flatMap((place) => place ?? [])
  const devices = [...new Set(places.map(({ device }) => device))]
  return devices.flatMap((wanted) => {
    const all = places.filter(({ device }) => device === wanted)
    const [disk] = all
    if (!disk) return []
    const written = all.flatMap(({ folder }) => bytesPerDay(database, folder, now) ?? [])
    return {
      ...disk.room,
      folders: all.map(({ folder }) => folder),
      bytesPerDay: written.length === 0 ? null : written.reduce((sum, bytes) => sum + bytes, 0),
    }
  })
}

async function placeOf(folder: string) {
  try {
    const [{ dev: device }, { bavail, blocks, bsize }] = await Promise.all([
      stat(folder),
      statfs(folder),
    ])
    return { folder, device, room: { freeBytes: bavail * bsize, totalBytes: blocks * bsize } }
  } catch {
    // A folder that is not there yet has no disk to tell of.
    return null
  }
}

/** From the latest files below the folder: what was written since the oldest of them. */
function bytesPerDay(database: Database, folder: string, now: number): number | null {
  const files = database.recent.files
    .all({ limit: looked })
    .filter(({ path }) => !relative(folder, path).startsWith('..'))
  const oldest = files.at(-1)
  if (!oldest || now - oldest.created_at < dayMs / 24) return null
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return (bytes * dayMs) / Math.max(dayMs, now - oldest.created_at)
}
