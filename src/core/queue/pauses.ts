import { z } from 'zod'
import { jobTypeSchema, type JobType, type SourceId } from '../../shared/job.ts'
import { pauseStateSchema, type PauseState } from '../../shared/queue.ts'
import type { Database } from '../database/index.ts'

/** A part of the queue that can be paused by itself. */
export type PauseScope = { jobType: JobType } | { sourceId: SourceId }

const typesSchema = z.array(jobTypeSchema)

/** What is paused; kept in the database, so that it survives a restart. */
export class PauseStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  queue(): PauseState {
    const value = this.#database.setting('pause')
    return value === undefined ? { paused: false } : pauseStateSchema.parse(JSON.parse(value))
  }

  setQueue(state: PauseState): void {
    this.#database.setSetting('pause', JSON.stringify(state))
  }

  types(): JobType[] {
    const value = this.#database.setting('paused-types')
    return value === undefined ? [] : typesSchema.parse(JSON.parse(value))
  }

  isPaused(scope: PauseScope): boolean {
    return 'jobType' in scope
      ? this.types().includes(scope.jobType)
      : this.#database.library.source.get({ id: scope.sourceId })?.paused === 1
  }

  setScope(scope: PauseScope, paused: boolean): void {
    if ('sourceId' in scope) {
      this.#database.library.pauseSource.run({ id: scope.sourceId, paused: paused ? 1 : 0 })
      return
    }
    const others = this.types().filter((type) => type !== scope.jobType)
    const types = paused ? [...others, scope.jobType] : others
    this.#database.setSetting('paused-types', JSON.stringify(types))
  }
}
