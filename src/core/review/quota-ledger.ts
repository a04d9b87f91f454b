import type { Failure } from '../../shared/errors.ts'
import { destinationSchema, platformOf, type Destination } from '../../shared/pipeline.ts'
import {
  budgetNameSchema,
  callCosts,
  type ApiCall,
  type BudgetName,
  type Budgets,
  type LedgerEntry,
} from '../../shared/quota.ts'
import type { Database } from '../database/index.ts'
import { filesFor, targetOf } from '../publishing/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import type { Parking } from '../queue/parking.ts'
import { quotaResetAfter } from './slots.ts'

interface LedgerOptions {
  database: Database
  budgets: () => Budgets
  now: () => number
}

/** The API's budgets belong to the project; only a channel's own limit belongs to a channel. */
const project = ''

/** The daily budgets of platforms: what fits is reserved before it begins, what does not waits. */
export class QuotaLedger {
  readonly #options: LedgerOptions

  constructor(options: LedgerOptions) {
    this.#options = options
  }

  /** Reserves what this job takes today; or, where it does not fit, says until when it waits. */
  async admit(job: ClaimedJob): Promise<Parking | null> {
    const destination = destinationOf(job)
    if (!destination) return null
    const { database, now } = this.#options
    const needed = [...unitsOf(await callsFor(database, job, destination))]
    return database.transaction(() => {
      const resetsAt = quotaResetAfter(now())
      const parking =
        this.#exhausted('uploads', channelOf(database, destination)) ??
        needed
          .map(([budget, units]) => this.#lack(job, budget, units, resetsAt))
          .find((lack) => lack !== null)
      if (parking) return parking
      for (const [budget, units] of needed) {
        database.quota.reserve.run({ budget, scope: project, resetsAt, jobId: job.id, units })
      }
      return null
    })
  }

  /**
   * Until when a job waits that the platform refused for want of quota; null where it failed
   * otherwise. The platform is believed: nothing else of that budget is begun until then.
   */
  refused(job: ClaimedJob, { budget, retryAfterMs = 0 }: Failure): Parking | null {
    if (budget === undefined) return null
    const { database, now } = this.#options
    const destination = destinationOf(job)
    const scope = budget === 'uploads' && destination ? channelOf(database, destination) : project
    const known = this.#exhausted(budget, scope)
    if (known) return known
    const until = Math.max(quotaResetAfter(now()), now() + retryAfterMs)
    database.quota.exhaust.run({ budget, scope, resetsAt: until })
    return { budget, until }
  }

  /** Today's budgets as a person looks at them. */
  entries(): LedgerEntry[] {
    const { database, now, budgets } = this.#options
    const today = quotaResetAfter(now())
    const parked = new Map(
      database.quota.parked.all({}).map((row) => [row.parked_budget, row.jobs]),
    )
    return budgetNameSchema.options.flatMap((budget): LedgerEntry[] => {
      const worst = database.quota.exhaustedScopes.all({ budget, now: now() }).at(-1)
      if (budget === 'uploads' && !worst) return []
      return [
        {
          budget,
          limit: budget === 'uploads' ? null : budgets()[budget],
          used: database.quota.used.get({ budget, scope: project, resetsAt: today })?.units ?? 0,
          exhausted: worst !== undefined,
          parked: parked.get(budget) ?? 0,
          resetAt: worst?.resets_at ?? today,
        },
      ]
    })
  }

  /** Null where so many units are left. */
  #lack(job: ClaimedJob, budget: keyof Budgets, units: number, resetsAt: number): Parking | null {
    const { database, budgets } = this.#options
    const day = { budget, scope: project, resetsAt }
    const mine = database.quota.usedBy.get({ ...day, jobId: job.id })?.units ?? 0
    const used = database.quota.used.get(day)?.units ?? 0
    const fits = used - mine + units <= budgets()[budget]
    return this.#exhausted(budget, project) ?? (fits ? null : { budget, until: resetsAt })
  }

  #exhausted(budget: BudgetName, scope: string): Parking | null {
    const { database, now } = this.#options
    const until = database.quota.exhaustedUntil.get({ budget, scope, now: now() })?.until ?? null
    return until === null ? null : { budget, until }
  }
}

function destinationOf({ type, destination }: ClaimedJob): Destination | null {
  if (type !== 'publish' || destination === null) return null
  return destinationSchema.parse(JSON.parse(destination))
}

/** What publishing there calls, where all goes well. */
async function callsFor(
  database: Database,
  job: ClaimedJob,
  destination: Destination,
): Promise<ApiCall[]> {
  if (platformOf(destination) !== 'youtube' || job.videoId === null) return []
  const target = targetOf(database, destination)
  if (target.kind !== 'youtube') return []
  const made = { ...job, videoId: job.videoId, preset: job.preset ?? '' }
  const { thumbnail, captions } = await filesFor(database, made, target)
  return [
    ...(['videos.insert', 'videos.list'] as const),
    ...(thumbnail === null ? [] : (['thumbnails.set'] as const)),
    ...(target.playlist === null ? [] : (['playlistItems.list', 'playlistItems.insert'] as const)),
    ...captions.flatMap(() => ['captions.list', 'captions.insert'] as const),
  ]
}

/** Whose own limit uploads there count against. */
function channelOf(database: Database, destination: Destination): string {
  if (destination.kind === 'folder') return destination.path
  const row = database.destinations.byId.get({ id: destination.id })
  return `account:${row?.account_id ?? 'none'}`
}

function unitsOf(calls: readonly ApiCall[]): Map<keyof Budgets, number> {
  const units = new Map<keyof Budgets, number>()
  for (const call of calls) {
    const cost = callCosts[call]
    units.set(cost.budget, (units.get(cost.budget) ?? 0) + cost.units)
  }
  return units
}
