import { SpoolError } from '../../shared/errors.ts'
import {
  jobIdSchema,
  urgentPriority,
  type JobId,
  type SourceId,
  type VideoId,
} from '../../shared/job.ts'
import type { Draft } from '../../shared/publication.ts'
import {
  describeProblem,
  storedRuleSchema,
  type Approval,
  type ApprovalRule,
  type Leg,
  type LegPage,
  type ReviewMode,
  type StoredRule,
  type When,
} from '../../shared/review.ts'
import type { Rights } from '../../shared/rights.ts'
import type { ReviewSettings } from '../../shared/settings/review.ts'
import type { Database, LegRow } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { requirePreset } from '../presets/catalogue.ts'
import { readRights } from './gate.ts'
import { legOf } from './legs.ts'
import { SlotFinder } from './slot-finder.ts'

interface ReviewOptions {
  database: Database
  queue: JobQueue
  /**
   * Gets ready to make renditions of these videos anew, for the destination of a leg; what comes
   * back does it at once and returns the job of the new leg.
   */
  remaking: (videoIds: readonly VideoId[]) => Promise<(leg: LegRow, preset: string) => JobId>
  settings: () => ReviewSettings
  now: () => number
}

const notWaiting = 'This is no longer waiting for a review.'
const begun = 'This has already gone out, or was cancelled.'

/** What waits before it is published: looked at, changed, approved, or sent back. */
export class ReviewService {
  readonly #options: ReviewOptions

  constructor(options: ReviewOptions) {
    this.#options = options
  }

  /** Legs that wait for a person, the oldest first. @param cursor as the page before gave it */
  page(cursor: string | null, limit: number): LegPage {
    const { database } = this.#options
    const after = cursor === null ? 0 : jobIdSchema.parse(Number(cursor))
    const rows = database.publications.inReview.all({ after, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      legs: shown.map((row) => legOf(database, row)),
      next: rows.length > limit && last ? String(last.id) : null,
    }
  }

  /** Legs that were approved and have not gone out, the next first. */
  approved(limit: number): Leg[] {
    const { database } = this.#options
    return database.publications.approved.all({ limit }).map((row) => legOf(database, row))
  }

  /** How many wait for a person. */
  waiting(): number {
    return this.#options.database.publications.countInReview.get({})?.jobs ?? 0
  }

  leg(id: JobId): Leg | null {
    const row = this.#options.database.publications.leg.get({ id })
    return row ? legOf(this.#options.database, row) : null
  }

  /**
   * Lets legs go: they go out once the cooling-off is over, or in their slot. One that something
   * stands in the way of is refused with a sentence.
   *
   * @param when in a slot where the settings have a rule and the destination is public, unless said
   */
  approve(ids: readonly JobId[], when?: When): Approval {
    const approval: Approval = { approved: [], refused: [] }
    this.#options.database.transaction(() => {
      const now = this.#options.now()
      const slots = this.#slotFinder(now)
      for (const id of ids) {
        const outcome = this.#approveOne(id, when, now, slots)
        if (typeof outcome === 'string') approval.refused.push({ id, message: outcome })
        else approval.approved.push({ id, ...outcome })
      }
    })
    this.#tell(approval.approved.map(({ id }) => id))
    return approval
  }

  /** A leg came to the review: approved at once where a rule says so. */
  arrived(id: JobId): void {
    const { database } = this.#options
    const row = database.publications.leg.get({ id })
    if (!row) return
    const { platform } = legOf(database, row)
    const fits = this.rules().some(
      (rule) =>
        (rule.sourceId === null || rule.sourceId === row.source_id) &&
        (rule.preset === null || rule.preset === row.preset) &&
        (rule.destination === null || rule.destination === platform),
    )
    if (fits) this.approve([id])
  }

  /** Takes approvals back, as long as nothing has begun. @returns the legs that wait again */
  undo(ids: readonly JobId[]): JobId[] {
    const { publications } = this.#options.database
    const back = this.#options.database.transaction(() =>
      ids.filter((id) => {
        if (publications.withdraw.run({ id }) === 0) return false
        publications.decide.run({ jobId: id, approvedAt: null, undoUntil: null, slotAt: null })
        return true
      }),
    )
    this.#tell(back)
    return back
  }

  /**
   * Changes what is told about a video where it goes; only what is named changes.
   *
   * @throws SpoolError `invalid-input` where it has gone out, or is not there
   */
  edit(id: JobId, change: Draft): Leg {
    const { database } = this.#options
    const leg = database.transaction(() => {
      const row = this.#untouched(id)
      const draft = { ...legOf(database, row).draft, ...change }
      database.publications.saveDraft.run({ jobId: id, draft: JSON.stringify(draft) })
      return this.leg(id)
    })
    this.#tell([id])
    if (!leg) throw new SpoolError('invalid-input', begun)
    return leg
  }

  /**
   * Has the rendition made anew with another preset; what was written about it is kept.
   *
   * @returns the new legs, which wait for a review in their turn
   * @throws SpoolError `invalid-input` where there is no such preset, or it is the same
   */
  async sendBack(ids: readonly JobId[], preset: string): Promise<JobId[]> {
    requirePreset(this.#options.database, preset)
    const { database, queue, remaking } = this.#options
    const remake = await remaking(ids.flatMap((id) => this.#untouched(id).video_id ?? []))
    const { version = 1 } = database.presets.version.get({ id: preset }) ?? {}
    const legs = database.transaction(() =>
      ids.map((id) => {
        const row = this.#untouched(id)
        if (row.preset === preset && row.preset_version === version) {
          throw new SpoolError('invalid-input', 'It was made with this preset. Choose another one.')
        }
        queue.cancel([id])
        const leg = remake(row, preset)
        if (row.draft !== null) {
          database.publications.saveDraft.run({ jobId: leg, draft: row.draft })
        }
        return leg
      }),
    )
    this.#tell([...ids, ...legs])
    return legs
  }

  rules(): StoredRule[] {
    return this.#options.database.publications.rules.all({}).map((row) =>
      storedRuleSchema.parse({
        id: row.id,
        sourceId: row.source_id,
        preset: row.preset,
        destination: row.destination,
      }),
    )
  }

  /** @throws SpoolError `invalid-input` on a rule that would fit everything */
  addRule({ sourceId, preset, destination }: ApprovalRule): StoredRule[] {
    if (sourceId === null && preset === null && destination === null) {
      throw new SpoolError('invalid-input', 'A rule names a source, a preset or a destination.')
    }
    this.#options.database.publications.addRule.get({ sourceId, preset, destination })
    return this.rules()
  }

  removeRule(id: number): StoredRule[] {
    this.#options.database.publications.removeRule.run({ id })
    return this.rules()
  }

  /** @throws SpoolError `gone` where there is no such source */
  termsOf(id: SourceId): { review: ReviewMode; rights: Rights | null } {
    const row = this.#options.database.publications.terms.get({ id })
    if (row) return { review: row.review, rights: readRights(row.rights) }
    throw new SpoolError('gone', 'This source was removed. Add it again.')
  }

  /** Says by what right everything of this source may be published; null takes it back. */
  setRights(id: SourceId, rights: Rights | null): void {
    const stored = rights === null ? null : JSON.stringify(rights)
    this.#options.database.publications.setRights.run({ id, rights: stored })
    this.#options.queue.emit('queue')
  }

  /** Which of this source's renditions are looked at first, from now on. */
  setMode(id: SourceId, review: ReviewMode): void {
    this.#options.database.publications.setReview.run({ id, review })
    this.#options.queue.emit('queue')
  }

  /** @returns when it goes out, or the sentence that says why it does not */
  #approveOne(
    id: JobId,
    when: When | undefined,
    now: number,
    slots: SlotFinder | null,
  ): { undoUntil: number; at: number } | string {
    const { database, settings } = this.#options
    const row = database.publications.leg.get({ id })
    if (row?.status !== 'queued' || row.hold !== 'review') return notWaiting
    const leg = legOf(database, row)
    const [problem] = leg.problems
    if (problem) return describeProblem(problem)
    const undoUntil = now + settings().coolingOffSeconds * 1_000
    const chosen = when ?? (slots && leg.public ? 'slot' : 'now')
    const slotAt = slotOf(chosen, row.destination ?? '', slots)
    const at = Math.max(undoUntil, slotAt ?? now)
    database.publications.release.run({
      id,
      hold: at > now ? 'schedule' : null,
      queuedAt: at,
      priority: slotAt === null ? row.priority : urgentPriority,
    })
    database.publications.decide.run({ jobId: id, approvedAt: now, undoUntil, slotAt })
    return { undoUntil, at }
  }

  #slotFinder(now: number): SlotFinder | null {
    const { spread, coolingOffSeconds } = this.#options.settings()
    const after = now + coolingOffSeconds * 1_000
    return spread && new SlotFinder(this.#options.database, spread, after)
  }

  /** A leg that has not begun to go out. */
  #untouched(id: JobId): LegRow {
    const row = this.#options.database.publications.leg.get({ id })
    if (row?.status === 'queued') return row
    throw new SpoolError('invalid-input', begun)
  }

  #tell(ids: JobId[]): void {
    if (ids.length === 0) return
    this.#options.queue.emit('jobs', ids)
    this.#options.queue.emit('queue')
    this.#options.queue.emit('work')
  }
}

function slotOf(when: When, destination: string, slots: SlotFinder | null): number | null {
  if (when === 'now') return null
  if (when !== 'slot') return when
  if (slots) return slots.next(destination)
  throw new SpoolError(
    'invalid-input',
    'There are no slots yet. Say first at which times publications go out.',
  )
}
