import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'
import { jobIdSchema } from '../../shared/job.ts'
import type { NetworkSettings } from '../../shared/settings/network.ts'
import type { SourceFilter } from '../../shared/source-filter.ts'
import type { CountedVideo, SourcePreview } from '../../shared/preview.ts'
import type { FoundBatch, FoundVideo, SourceDescription } from '../../shared/stage.ts'
import type { ToolPaths } from '../../shared/tools.ts'
import { endProcess, processStart } from '../workers/process-identity.ts'
import { WorkerPool, type ProcessRegistry } from '../workers/pool.ts'
import type { LaunchWorker } from '../workers/worker-process.ts'

/** How a worker is started, and what it works with. */
export interface PreviewWork {
  launchWorker: LaunchWorker
  tools: () => Promise<ToolPaths>
}

interface PreviewOptions extends PreviewWork {
  network: NetworkSettings
  location: string
  filter: SourceFilter
  isKnown: (video: { site: string; siteId: string }) => boolean
  signal: AbortSignal
}

/** Enough to decide by; a channel may have any number. */
const mostVideos = 1_000
const longestMs = 60_000
const shownVideos = 100

/** Scrapes without storing anything: the same worker, the same filter, only no job. */
export async function previewSource(options: PreviewOptions): Promise<SourcePreview> {
  const { location, filter, signal } = options
  const folder = await mkdtemp(join(tmpdir(), 'spool-preview-'))
  const pool = new WorkerPool(options.launchWorker, ownProcesses())
  const tally = new Tally(options)
  const enough = AbortSignal.any([signal, tally.full, AbortSignal.timeout(longestMs)])
  try {
    const work = pool.run(
      {
        jobId: jobIdSchema.parse(1),
        attempt: 1,
        workFolder: join(folder, 'work'),
        logPath: join(folder, 'log'),
        cacheFolder: join(folder, 'cache'),
        tools: await options.tools(),
        network: options.network,
        stage: { type: 'scrape', location, filter },
      },
      {
        onProgress: () => undefined,
        onFound: (found) => {
          tally.add(found)
        },
      },
    )
    enough.addEventListener('abort', () => {
      work.stop()
    })
    const outcome = await work.outcome
    signal.throwIfAborted()
    if (outcome.kind === 'succeeded' && outcome.result.type === 'scrape') {
      tally.add(outcome.result)
      return tally.result(true, outcome.result.leftOut)
    }
    if (enough.aborted && tally.hasSeen) return tally.result(false)
    if (outcome.kind === 'failed' && !enough.aborted) {
      const { kind, message, details } = outcome.failure
      throw new SpoolError(kind, message, { details })
    }
    throw new SpoolError('transient', 'There was no answer within a minute. Try again later.')
  } finally {
    pool.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Sums up what is found. */
class Tally {
  readonly #options: PreviewOptions
  readonly #full = new AbortController()
  #source: SourceDescription | undefined
  readonly #counted = new Map<string, CountedVideo>()
  readonly #videos: SourcePreview['videos'] = []

  constructor(options: PreviewOptions) {
    this.#options = options
  }

  get full(): AbortSignal {
    return this.#full.signal
  }

  get hasSeen(): boolean {
    return this.#source !== undefined
  }

  add({ source, videos }: FoundBatch): void {
    this.#source ??= source
    for (const video of videos) this.#count(video)
  }

  result(complete: boolean, leftOut = 0): SourcePreview {
    const { kind = 'page', title = this.#options.location } = this.#source ?? {}
    const { location } = this.#options
    return {
      location,
      kind,
      title,
      leftOut,
      videos: this.#videos,
      counted: [...this.#counted.values()],
      complete: complete && !this.#full.signal.aborted,
    }
  }

  #count(video: FoundVideo): void {
    const id = JSON.stringify([video.site, video.siteId])
    if (this.#counted.has(id)) return
    if (this.#counted.size >= mostVideos) {
      this.#full.abort()
      return
    }
    const known = this.#options.isKnown(video)
    const { title, location, durationSeconds, publishedAt, bytes } = video
    if (this.#videos.length < shownVideos) {
      this.#videos.push({ title, location, durationSeconds, publishedAt, bytes, known })
    }
    this.#counted.set(id, { id, durationSeconds, bytes, known })
  }
}

/** Remembers when each process was started, so that only the very same is ever ended. */
function ownProcesses(): ProcessRegistry {
  const started = new Map<number, Promise<string | null>>()
  return {
    started: (pid) => void started.set(pid, processStart(pid)),
    ended: (pid) => void started.delete(pid),
    end: (pid) => {
      const start = started.get(pid)
      started.delete(pid)
      void start?.then((at) => (at === null ? undefined : endProcess(pid, at)))
    },
  }
}
