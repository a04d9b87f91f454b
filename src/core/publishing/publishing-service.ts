import { deliverySchema, type Answer, type Question } from '../../shared/delivery.ts'
import type { S3Credentials } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { JobId } from '../../shared/job.ts'
import { destinationSchema, type Destination } from '../../shared/pipeline.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import { workKey } from '../queue/work-key.ts'
import type { SecretStore } from '../secrets/index.ts'
import { AccountService } from './accounts.ts'
import { DestinationService } from './destinations.ts'
import { deliveryOf, targetOf } from './resolve.ts'

interface PublishingOptions {
  database: Database
  queue: JobQueue
  secrets: SecretStore
  settings: () => Settings
  now: () => number
  changed: () => void
}

/** What publishing needs beside the queue: places, keys, and how far each publication is. */
export class PublishingService {
  readonly accounts: AccountService
  readonly destinations: DestinationService
  readonly #options: PublishingOptions
  readonly #abandoning = new Set<Promise<void>>()

  constructor(options: PublishingOptions) {
    this.#options = options
    this.accounts = new AccountService({ ...options, settings: () => options.settings().youtube })
    this.destinations = new DestinationService({
      ...options,
      checkChannel: ({ account }) => this.accounts.check(account),
    })
  }

  /** What opens a job's destination, for its worker alone. */
  async secretsFor(
    job: ClaimedJob,
  ): Promise<{ credentials?: S3Credentials; signingSecret?: string }> {
    const destination = destinationOf(job)
    if (job.type !== 'publish' || destination?.kind !== 'saved') return {}
    const [credentials, signingSecret] = await Promise.all([
      this.destinations.credentialsOf(destination.id),
      this.destinations.signingSecretOf(destination.id),
    ])
    return { ...(credentials && { credentials }), ...(signingSecret !== null && { signingSecret }) }
  }

  /**
   * Answers a worker that publishes.
   *
   * @throws SpoolError `cancelled` where the job is no longer that worker's: nothing is written then
   */
  answer(job: ClaimedJob, question: Question): Promise<Answer> {
    switch (question.kind) {
      case 'record':
        this.#record(job, JSON.stringify(question.delivery))
        return Promise.resolve({ kind: 'recorded' })
      case 'token':
        return this.accounts
          .token(question.account, question.refused)
          .then((token) => ({ kind: 'token', token }))
    }
  }

  #record(job: ClaimedJob, state: string): void {
    const { database, queue, now } = this.#options
    database.transaction(() => {
      if (!queue.claims.holds(job)) throw new SpoolError('cancelled', 'This job was stopped.')
      database.destinations.saveDelivery.run({ workKey: workKey(job), state, now: now() })
    })
  }

  /** Ends what cancelled jobs began at their destinations; `settled` waits for it. */
  abandonSoon(ids: readonly JobId[]): void {
    for (const id of ids) {
      const ended = this.abandon(id).finally(() => this.#abandoning.delete(ended))
      this.#abandoning.add(ended)
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.#abandoning)
  }

  /** Ends the upload of a job that was cancelled. One that cannot be reached is left to expire. */
  async abandon(id: JobId): Promise<void> {
    const { database, now } = this.#options
    const row = database.jobs.byId.get({ id })
    if (row?.type !== 'publish' || row.status !== 'cancelled') return
    const key = workKey({ ...row, videoId: row.video_id, presetVersion: row.preset_version })
    if (!database.destinations.delivery.get({ workKey: key })) return
    const { session, intent, ...rest } = deliveryOf(database, key)
    const destination = destinationOf(row)
    if (!session || !intent || destination?.kind !== 'saved') return
    try {
      const target = targetOf(database, destination)
      if (target.kind === 's3') {
        const credentials = await this.destinations.credentialsOf(destination.id)
        if (credentials) {
          const { abortUpload } = await import('./s3.ts')
          await abortUpload(target, credentials, intent.name, session.id)
        }
      }
      const state = JSON.stringify(deliverySchema.parse({ ...rest, intent, session: null }))
      database.destinations.saveDelivery.run({ workKey: key, state, now: now() })
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error
    }
  }
}

const destinationOf = ({ destination }: { destination: string | null }): Destination | null =>
  destination === null ? null : destinationSchema.parse(JSON.parse(destination))
