import { SpoolError } from '../../shared/errors.ts'
import type { Job, JobId } from '../../shared/job.ts'
import { siteOf } from '../../shared/site.ts'
import { isActive } from '../../shared/state.ts'
import type { Database, NewJob } from '../database/index.ts'
import { toJob } from './job-row.ts'
import { newJob, type EnqueueOptions } from './new-job.ts'
import { workKey } from './work-key.ts'

export interface Enqueued {
  job: Job
  /** False where the same work was already to be done. */
  created: boolean
}

/** Puts work into the queue, within somebody's transaction, who tells of it when that is over. */
export class Intake {
  readonly #database: Database
  readonly #now: () => number

  constructor(database: Database, now: () => number) {
    this.#database = database
    this.#now = now
  }

  /**
   * The same work that is still to be done is one job: that job is returned, raised to the higher
   * priority of the two.
   *
   * @throws SpoolError `invalid-input` on a priority or number of attempts out of range, or on a
   * job that belongs to neither a source nor a video
   */
  put(wanted: EnqueueOptions): Enqueued {
    const now = this.#now()
    const options = this.#versioned(wanted)
    const work = newJob(options, now)
    const { jobs } = this.#database
    const present = jobs.activeByWork.get({ workKey: work.workKey })
    if (present) {
      const priority = Math.max(work.priority, present.priority)
      if (priority > present.priority) jobs.prioritise.run({ id: present.id, priority })
      return { job: toJob({ ...present, priority }), created: false }
    }
    const needs = (options.after ?? []).filter((id) => this.#neededStill(id))
    const hold = needs.length > 0 ? 'input' : work.hold
    const job = this.#insert({ ...work, hold, site: this.#siteOf(options), now })
    for (const needsId of needs) jobs.addNeed.run({ id: job.id, needsId })
    if (options.review) this.#database.publications.gate.run({ jobId: job.id })
    return { job, created: true }
  }

  /**
   * As `put`, for the first work on something new: it cannot be there already.
   *
   * @param location where it is fetched from
   */
  putFirst(options: EnqueueOptions, location: string): Job {
    const now = this.#now()
    return this.#insert({ ...newJob(options, now), site: siteOf(location), now })
  }

  /** Whether this work was done, is being done, or what else became of it. */
  latestOf(options: EnqueueOptions): { id: JobId; active: boolean; status: Job['status'] } | null {
    const row = this.#database.jobs.latestByWork.get({ workKey: this.keyOf(options) })
    return row ? { ...row, active: isActive(row.status) } : null
  }

  /** What makes this work what it is, with presets as they are now unless a version is named. */
  keyOf(options: EnqueueOptions): string {
    return workKey(this.#versioned(options))
  }

  #insert(work: NewJob & { now: number }): Job {
    const row = this.#database.jobs.insert.get(work)
    if (!row) throw new Error('The database returned no row for a new job.')
    return toJob(row)
  }

  #versioned(options: EnqueueOptions): EnqueueOptions {
    const { preset, presetVersion } = options
    if (preset == null || presetVersion !== undefined) return options
    const { version = 1 } = this.#database.presets.version.get({ id: preset }) ?? {}
    return { ...options, presetVersion: version }
  }

  #siteOf({ type, sourceId, videoId }: EnqueueOptions): string {
    const { library } = this.#database
    if (type === 'scrape' && sourceId != null) {
      return siteOf(library.source.get({ id: sourceId })?.location ?? '')
    }
    if (type !== 'download' || videoId == null) return ''
    return siteOf(library.video.get({ id: videoId })?.location ?? '')
  }

  #neededStill(id: JobId): boolean {
    const needed = this.#database.jobs.byId.get({ id })
    if (needed) return needed.status !== 'completed'
    throw new SpoolError('invalid-input', `There is no job ${id} to wait for.`)
  }
}
