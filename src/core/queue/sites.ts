import type { Failure } from '../../shared/errors.ts'
import type { JobId, JobType } from '../../shared/job.ts'
import type { SitesSettings } from '../../shared/settings/sites.ts'
import { holdMs, type HeldSite } from '../../shared/site.ts'
import type { Database } from '../database/index.ts'
import type { QueueNews } from './news.ts'

interface Head {
  id: JobId
  priority: number
  queued_at: number
  site: string
}

interface SiteGateOptions {
  database: Database
  settings: () => SitesSettings
  news: QueueNews
  now: () => number
}

/**
 * Who may be asked just now. A site that sends us away is left alone as a whole, so that one refusal
 * does not cost every video its attempts; the other sites go on. Kept in the database, so that it
 * holds for every engine and survives a restart.
 */
export class SiteGate {
  readonly #database: Database
  readonly #settings: () => SitesSettings
  readonly #news: QueueNews
  readonly #now: () => number

  constructor({ database, settings, news, now }: SiteGateOptions) {
    this.#database = database
    this.#settings = settings
    this.#news = news
    this.#now = now
  }

  /**
   * The first job of each of these types whose site may be asked.
   *
   * @param gently whether the limits of the settings count as well, or only what sites asked for
   */
  heads(types: readonly JobType[], gently: boolean): Head[] {
    const { jobs, sites } = this.#database
    let blocked: readonly string[] | undefined
    return types.flatMap((type) => {
      const first = jobs.head.get({ type })
      if (!first || first.site === '') return first ?? []
      blocked ??= this.#blocked(gently)
      if (!blocked.includes(first.site)) return first
      return sites.headElsewhere.get({ type, blocked: JSON.stringify(blocked) }) ?? []
    })
  }

  /** A job of this site begins. */
  begun(site: string): void {
    if (site !== '') this.#database.sites.begun.run({ site, now: this.#now() })
  }

  /** A job of this site ended well. */
  calm(site: string): void {
    if (site !== '') this.#database.sites.calm.run({ site })
  }

  /**
   * Leaves a site alone where that is what a failure asks for.
   *
   * @returns until when; null where the failure is no matter of the whole site
   */
  holdAfter(site: string, failure: Failure): number | null {
    const { kind, retryAfterMs, details } = failure
    if (site === '' || (kind !== 'rate-limited' && retryAfterMs === undefined)) return null
    const now = this.#now()
    const row = this.#database.sites.get.get({ site })
    // Those that were under way when it first sent us away tell nothing new.
    const isSame = row?.held_until != null && row.held_until > now
    const strikes = (row?.strikes ?? 0) + (isSame ? 0 : 1)
    const cause = details.cause ?? null
    const wait = holdMs(Math.max(1, strikes), { retryAfterMs, bot: cause === 'bot-check' })
    const until = Math.max(now + wait, row?.held_until ?? 0)
    this.#database.sites.hold.run({ site, until, strikes, cause })
    return until
  }

  /** Asks a site again that was to be left alone. @returns whether it was */
  release(site: string): boolean {
    const isReleased = this.#database.sites.release.run({ site }) > 0
    if (isReleased) this.#news.opened()
    return isReleased
  }

  held(): HeldSite[] {
    return this.#database.sites.held
      .all({ now: this.#now() })
      .map(({ site, held_until, cause }) => ({ site, until: held_until ?? 0, cause }))
  }

  /** What keeps a waiting job of this site from beginning; nothing where nothing does. */
  inTheWay(site: string): {
    siteHold?: { site: string; until: number }
    siteBusy?: { site: string; running: number; slots: number }
  } {
    if (site === '') return {}
    const until = this.#database.sites.get.get({ site })?.held_until ?? 0
    const running = this.#database.sites.running.all({}).find((row) => row.site === site)
    const slots = this.#settings().perSite
    return {
      ...(until > this.#now() && { siteHold: { site, until } }),
      ...(running && running.jobs >= slots && { siteBusy: { site, running: running.jobs, slots } }),
    }
  }

  /** When the next site may be asked again; null where none has to be waited for. */
  nextOpenAt(): number | null {
    const now = this.#now()
    const { spacingMs } = this.#settings()
    const { sites } = this.#database
    const times = [
      ...sites.held.all({ now }).flatMap(({ held_until }) => held_until ?? []),
      ...sites.begunSince
        .all({ since: now - spacingMs })
        .flatMap(({ begun_at }) => (begun_at === null ? [] : begun_at + spacingMs)),
    ]
    return times.length === 0 ? null : Math.min(...times)
  }

  #blocked(gently: boolean): string[] {
    const now = this.#now()
    const { sites } = this.#database
    const held = sites.held.all({ now })
    if (!gently) return held.map(({ site }) => site)
    const { perSite, spacingMs } = this.#settings()
    return [
      ...held,
      ...sites.begunSince.all({ since: now - spacingMs }),
      ...sites.running.all({}).filter(({ jobs }) => jobs >= perSite),
    ].map(({ site }) => site)
  }
}
