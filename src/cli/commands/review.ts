import { formatMoment, formatQuantity } from '../../shared/format.ts'
import type { JobId, SourceId } from '../../shared/job.ts'
import { draftSchema } from '../../shared/publication.ts'
import {
  approvalRuleSchema,
  describeProblem,
  type Leg,
  type ReviewMode,
  type When,
} from '../../shared/review.ts'
import { rightsSchema } from '../../shared/rights.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Engine } from '../../core/index.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'

const pageSize = 200

/** What waits for a person, or, approved, for its time. */
export async function reviewList(output: Output, options: { approved?: true }): Promise<number> {
  const legs = await withEngine((engine) =>
    options.approved ? engine.review.approved(pageSize) : allInReview(engine),
  )
  const none = options.approved ? 'Nothing is approved and waiting.' : 'Nothing is to be reviewed.'
  output.answer(legs, legs.length === 0 ? none : legs.map(row).join('\n'))
  return 0
}

function allInReview(engine: Engine): Leg[] {
  const legs: Leg[] = []
  let cursor: string | null = null
  do {
    const page = engine.review.page(cursor, pageSize)
    legs.push(...page.legs)
    cursor = page.next
  } while (cursor !== null)
  return legs
}

function row(leg: Leg): string {
  const problems = leg.problems.map(describeProblem)
  const notes =
    leg.state.kind === 'approved' ? [`goes out ${formatMoment(leg.state.at)}`] : problems
  return [
    String(leg.id).padStart(5),
    line(leg.metadata.title, 50).padEnd(50),
    line(leg.destinationName, 30).padEnd(30),
    `source ${leg.sourceId === null ? '–' : String(leg.sourceId)}`,
    ...notes.map((note) => `— ${note}`),
  ].join('  ')
}

export async function approve(
  output: Output,
  ids: JobId[] | undefined,
  options: { all?: true; at?: number; slot?: true; now?: true },
): Promise<number> {
  const when: When | undefined = options.slot ? 'slot' : options.now ? 'now' : options.at
  const approval = await withEngine((engine) => {
    const waiting = options.all ? allInReview(engine).map(({ id }) => id) : []
    return engine.review.approve([...new Set([...(ids ?? []), ...waiting])], when)
  })
  const { approved, refused } = approval
  output.answer(
    approval,
    [
      ...approved.map(({ id, at }) => `Job ${String(id)} goes out ${formatMoment(at)}.`),
      ...refused.map(({ id, message }) => `Job ${String(id)}: ${message}`),
      ...(approved.length + refused.length === 0 ? ['There is nothing to approve.'] : []),
    ].join('\n'),
  )
  return refused.length > 0 ? 1 : 0
}

export async function undo(output: Output, ids: JobId[]): Promise<number> {
  const back = await withEngine((engine) => engine.review.undo(ids))
  output.answer({ changed: back.length }, `${formatQuantity(back.length, 'job')} to be reviewed.`)
  return back.length < ids.length ? 1 : 0
}

export async function sendBack(
  output: Output,
  ids: JobId[],
  { preset }: { preset: string },
): Promise<number> {
  const legs = await withEngine((engine) => engine.review.sendBack(ids, preset))
  output.answer({ legs }, `${formatQuantity(legs.length, 'rendition')} made anew.`)
  return 0
}

export async function edit(
  output: Output,
  id: JobId,
  options: Record<string, unknown>,
): Promise<number> {
  const change = draftSchema.safeParse(options)
  if (!change.success) {
    const [issue] = change.error.issues
    const where = issue?.path.join('.') ?? ''
    throw new SpoolError('invalid-input', `“${where}” cannot be that. ${issue?.message ?? ''}`)
  }
  const leg = await withEngine((engine) => engine.review.edit(id, change.data))
  output.answer(leg, row(leg))
  return 0
}

/** By what right a source's videos may be published. */
export async function rights(
  output: Output,
  id: SourceId,
  kind: string,
  text: string | undefined,
): Promise<number> {
  const given = rightsSchema.safeParse({ kind, note: text, attribution: text })
  if (!given.success) {
    throw new SpoolError(
      'invalid-input',
      'Rights are “mine”, “licensed [note]” or “creative-commons <attribution>”.',
    )
  }
  await withEngine((engine) => {
    engine.review.setRights(id, given.data)
  })
  output.answer(given.data, `Source ${String(id)}: ${given.data.kind}.`)
  return 0
}

export async function mode(output: Output, id: SourceId, which: ReviewMode): Promise<number> {
  await withEngine((engine) => {
    engine.review.setMode(id, which)
  })
  const what = { always: 'everything', public: 'what anyone could see', never: 'nothing' }[which]
  output.answer({ id, review: which }, `Of source ${String(id)}, ${what} is reviewed.`)
  return 0
}

/** Rules by which legs are approved without a person. */
export async function rules(
  output: Output,
  options: { source?: SourceId; preset?: string; destination?: string; remove?: number },
): Promise<number> {
  const { source, preset, destination, remove } = options
  const stored = await withEngine((engine) => {
    if (remove !== undefined) return engine.review.removeRule(remove)
    if (source === undefined && preset === undefined && destination === undefined) {
      return engine.review.rules()
    }
    const rule = approvalRuleSchema.safeParse({
      sourceId: source ?? null,
      preset: preset ?? null,
      destination: destination ?? null,
    })
    if (rule.success) return engine.review.addRule(rule.data)
    throw new SpoolError('invalid-input', 'There is no such preset or kind of destination.')
  })
  const rows = stored.map((rule) =>
    [
      String(rule.id).padStart(5),
      rule.sourceId === null ? 'any source' : `source ${String(rule.sourceId)}`,
      rule.preset ?? 'any preset',
      rule.destination ?? 'any destination',
    ].join('  '),
  )
  output.answer(stored, rows.length === 0 ? 'Nothing is approved by rule.' : rows.join('\n'))
  return 0
}
