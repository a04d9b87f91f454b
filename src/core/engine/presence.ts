import type { Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { ProcessRegistry } from '../workers/pool.ts'
import { endProcess, processStart } from '../workers/process-identity.ts'

/** An owner that is alive but has not beaten for so long no longer holds its jobs. */
const leaseMs = 60_000

interface PresenceOptions {
  database: Database
  queue: JobQueue
  now: () => number
}

/**
 * This engine's entry among those that work on the database: by it the jobs it runs are its own,
 * and by it another engine finds out that it died and takes over.
 */
export class Presence implements ProcessRegistry {
  readonly ownerId: number
  readonly #options: PresenceOptions
  #gone = false

  private constructor(ownerId: number, options: PresenceOptions) {
    this.ownerId = ownerId
    this.#options = options
  }

  static async enter(options: PresenceOptions): Promise<Presence> {
    const processStarted = await startOf(process.pid)
    const now = options.now()
    const row = options.database.processes.addOwner.get({ pid: process.pid, processStarted, now })
    if (!row) throw new Error('The database returned no row for a new owner.')
    return new Presence(row.id, options)
  }

  beat(): void {
    this.#options.database.processes.heartbeat.run({ id: this.ownerId, now: this.#options.now() })
  }

  /** The other engines on this database. */
  others() {
    return this.#options.database.processes.otherOwners.all({ id: this.ownerId })
  }

  /** Takes back the jobs of engines that died, and ends the processes they left behind. */
  async recover(): Promise<void> {
    const { database, queue, now } = this.#options
    for (const owner of this.others()) {
      const alive = (await processStart(owner.pid)) === owner.process_started
      const isHeld = (startedAt: number | null) =>
        alive && now() - Math.max(owner.heartbeat_at, startedAt ?? 0) < leaseMs
      const lost = queue.claims.of(owner.id).filter((job) => !isHeld(job.startedAt))
      for (const child of alive ? [] : database.processes.childrenOf.all({ ownerId: owner.id })) {
        await endProcess(child.pid, child.process_started)
      }
      queue.claims.interruptAll(lost, 'Spool ended while this job was running.')
      if (!alive) database.processes.removeOwner.run({ id: owner.id })
    }
  }

  leave(): void {
    this.#gone = true
    this.#options.database.processes.removeOwner.run({ id: this.ownerId })
  }

  started(pid: number): void {
    void processStart(pid).then((processStarted) => {
      if (processStarted === null || this.#gone) return
      const { ownerId } = this
      this.#options.database.processes.addChild.run({ ownerId, pid, processStarted })
    })
  }

  ended(pid: number): void {
    if (this.#gone) return
    this.#options.database.processes.removeChild.run({ ownerId: this.ownerId, pid })
  }

  end(pid: number): void {
    if (this.#gone) return
    const child = this.#options.database.processes.childrenOf
      .all({ ownerId: this.ownerId })
      .find((row) => row.pid === pid)
    this.ended(pid)
    if (child) void endProcess(pid, child.process_started)
  }
}

async function startOf(pid: number): Promise<string> {
  const started = await processStart(pid)
  if (started === null) throw new Error('The system does not say when this process was started.')
  return started
}
