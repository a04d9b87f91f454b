import { causedBy, type Failure } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/format.ts'
import type { JobId } from '../../shared/job.ts'
import type { DiskSettings } from '../../shared/settings/disk.ts'
import type { StageOrder } from '../../shared/stage.ts'
import { isPassing, type Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import { needOf, type Need } from './need.ts'
import { volumeOf, type Volume } from './volume.ts'

interface DiskKeeperOptions {
  database: Database
  queue: JobQueue
  settings: () => DiskSettings
  now: () => number
  /** How far a running job is, from 0 to 1. */
  fractionOf: (id: JobId) => number
}

/** How often a disk is looked at while jobs wait for room on it; never while none does. */
const lookMs = 5_000
/** Above the reserve by so much before a disk counts as having room again. */
const highMark = 1.25
/** What a full disk must have gained before the next try, at most. */
const leastGain = 64 * 1024 * 1024

/**
 * Sees to it that no job fills a disk: room is reserved before it begins, watched while it runs, and
 * where there is none the job waits until there is. It costs no attempt and loses no byte.
 */
export class DiskKeeper {
  readonly #options: DiskKeeperOptions
  readonly #reserved = new Map<JobId, Need & { volume: string }>()
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: DiskKeeperOptions) {
    this.#options = options
  }

  /**
   * Reserves what a job needs.
   *
   * @throws SpoolError of cause `disk-full`, which holds the job until there is room
   */
  async admit(job: ClaimedJob, stage: StageOrder): Promise<void> {
    const { database, settings } = this.#options
    const known = job.videoId === null ? null : database.library.sizeOf.get({ id: job.videoId })
    const need = await needOf(
      stage,
      known ? { bytes: known.bytes, durationSeconds: known.duration_seconds } : null,
    )
    const volume = need && (await this.#look(need.folder))
    if (!need || !volume) return
    const { reserveBytes } = settings()
    const promised = this.#promisedOn(volume.name, job.id)
    if (volume.freeBytes - promised < need.bytes + reserveBytes) {
      throw noRoom(volume, need.bytes + reserveBytes * highMark + promised)
    }
    this.#reserved.set(job.id, { ...need, volume: volume.name })
  }

  /** The job is over: what it did not use is free again, and may be what others wait for. */
  letGo(id: JobId): void {
    this.#reserved.delete(id)
    void this.look()
  }

  /** A disk that ran full under a job holds it until there is room, rather than failing it. */
  async explain(id: JobId, stage: StageOrder, failure: Failure): Promise<Failure> {
    if (failure.details.cause !== 'disk-full') return failure
    const need = this.#reserved.get(id) ?? (await needOf(stage, null))
    const volume = need && (await this.#look(need.folder))
    if (!need || !volume) return failure
    const gain = Math.min(leastGain, volume.totalBytes * 0.1)
    const neededBytes = Math.max(volume.freeBytes + gain, need.bytes * this.#restOf(id))
    return { ...failure, details: { ...failure.details, volume: volume.name, neededBytes } }
  }

  /** Lets jobs go that there is room for now, the oldest first; looks again while some wait. */
  async look(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#closed) return
    let waiting = true
    try {
      waiting = await this.#letGoWhereThereIsRoom()
    } catch (error) {
      if (!isPassing(error)) throw error
    }
    if (waiting) this.#lookAgain()
  }

  #lookAgain(): void {
    clearTimeout(this.#timer)
    if (!this.#closed) this.#timer = setTimeout(() => void this.look(), lookMs)
  }

  /** @returns whether some wait still */
  async #letGoWhereThereIsRoom(): Promise<boolean> {
    const { database, queue, settings } = this.#options
    const names = database.disks.volumes.all({}).flatMap(({ disk_volume }) => disk_volume ?? [])
    for (const name of names) {
      const volume = await this.#look(name)
      if (this.#closed) return false
      if (!volume) continue
      let free = volume.freeBytes - this.#promisedOn(name)
      const roomFor = database.disks.heldOn.all({ volume: name }).flatMap(({ id, disk_bytes }) => {
        if ((disk_bytes ?? 0) > free) return []
        free -= Math.max(0, (disk_bytes ?? 0) - settings().reserveBytes)
        return id
      })
      queue.letGoOfDisk(roomFor)
    }
    return database.disks.volumes.get({}) !== undefined
  }

  /** The running jobs by whether their disk is nearly full. Asked while they run. */
  async starving(): Promise<{ starved: JobId[]; fed: JobId[] }> {
    const { reserveBytes } = this.#options.settings()
    const byVolume = new Map<string, JobId[]>()
    for (const [id, { volume }] of this.#reserved) {
      byVolume.set(volume, [...(byVolume.get(volume) ?? []), id])
    }
    const starved: JobId[] = []
    const fed: JobId[] = []
    for (const [name, ids] of byVolume) {
      const free = (await this.#look(name))?.freeBytes ?? Infinity
      if (free < reserveBytes / 2) starved.push(...ids)
      else if (free >= reserveBytes) fed.push(...ids)
    }
    return { starved, fed }
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  async #look(folder: string): Promise<Volume | null> {
    const volume = await volumeOf(folder)
    if (volume && !this.#closed) this.#note(volume)
    return volume
  }

  /** For those who look from another process, or ask why a job waits. */
  #note({ name: volume, freeBytes }: Volume): void {
    try {
      this.#options.database.disks.looked.run({ volume, freeBytes, now: this.#options.now() })
    } catch (error) {
      // The next look notes it.
      if (!isPassing(error)) throw error
    }
  }

  /** What others on this disk have still to write. */
  #promisedOn(volume: string, except?: JobId): number {
    return [...this.#reserved].reduce(
      (sum, [id, need]) =>
        need.volume === volume && id !== except ? sum + need.bytes * this.#restOf(id) : sum,
      0,
    )
  }

  #restOf(id: JobId): number {
    return 1 - this.#options.fractionOf(id)
  }
}

function noRoom(volume: Volume, neededBytes: number) {
  const missing = formatBytes(Math.max(0, neededBytes - volume.freeBytes))
  const sentence = `${volume.name} needs another ${missing} of free space. Free some; it goes on by itself.`
  const details = { path: volume.name, volume: volume.name, neededBytes: Math.ceil(neededBytes) }
  return causedBy('disk-full', sentence, { details })
}
