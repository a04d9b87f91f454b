import { basename } from 'node:path'
import { watch, type FSWatcher } from 'chokidar'
import type { JobId, SourceId } from '../../shared/job.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { SourceService } from './index.ts'

interface WatchedFoldersOptions {
  sources: SourceService
  queue: JobQueue
  settleMs: () => number
}

interface Watched {
  watcher: FSWatcher
  location: string
  /** The look that runs; what arrives meanwhile asks for another one. */
  jobId: JobId | null
  again: boolean
}

const pollMs = 250

/**
 * Looks at a watched folder when a file in it has stopped growing. The system tells of files; only a
 * file that grows is looked at again and again.
 */
export class WatchedFolders {
  readonly #options: WatchedFoldersOptions
  readonly #watched = new Map<SourceId, Watched>()

  constructor(options: WatchedFoldersOptions) {
    this.#options = options
    options.queue.on('sources', this.refresh)
    options.queue.on('reset', this.refresh)
    options.queue.on('jobs', this.#followUp)
    this.refresh()
  }

  /** Watches what is to be watched now, and looks once at what is new: files may lie there already. */
  readonly refresh = (): void => {
    const wanted = new Map(
      this.#options.sources.watchedFolders().map(({ id, location }) => [id, location]),
    )
    for (const [id, { watcher, location }] of this.#watched) {
      if (wanted.get(id) === location) continue
      this.#watched.delete(id)
      void watcher.close()
    }
    for (const [id, location] of wanted) {
      if (!this.#watched.has(id)) this.#begin(id, location)
    }
  }

  async close(): Promise<void> {
    const { queue } = this.#options
    queue.off('sources', this.refresh)
    queue.off('reset', this.refresh)
    queue.off('jobs', this.#followUp)
    await Promise.all([...this.#watched.values()].map(({ watcher }) => watcher.close()))
    this.#watched.clear()
  }

  #begin(id: SourceId, location: string): void {
    const watcher = watch(location, {
      ignoreInitial: true,
      ignored: (path) => path !== location && basename(path).startsWith('.'),
      awaitWriteFinish: { stabilityThreshold: this.#options.settleMs(), pollInterval: pollMs },
    })
    this.#watched.set(id, { watcher, location, jobId: null, again: false })
    const look = () => {
      this.#look(id)
    }
    watcher.on('add', look)
    watcher.on('change', look)
    // A folder that cannot be watched shows in its card: the look at it fails.
    watcher.on('error', look)
    look()
  }

  #look(id: SourceId): void {
    const watched = this.#watched.get(id)
    if (!watched) return
    if (watched.jobId !== null) {
      watched.again = true
      return
    }
    watched.jobId = this.#options.sources.checkUnasked(id)
  }

  readonly #followUp = (ids: JobId[]): void => {
    for (const [id, watched] of this.#watched) {
      if (watched.jobId === null || !ids.includes(watched.jobId)) continue
      const job = this.#options.queue.get(watched.jobId)
      if (job?.finishedAt === null) continue
      watched.jobId = null
      if (!watched.again) continue
      watched.again = false
      this.#look(id)
    }
  }
}
