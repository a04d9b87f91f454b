import type { Engine } from '../../core/index.ts'
import type { reviewCalls } from '../../shared/calls/review.ts'
import type { Handlers } from '../answer.ts'

/** A list of what was approved shows the next ones; the calendar shows all. */
const approvedShown = 200

export const reviewHandlers = (engine: Engine): Pick<Handlers, keyof typeof reviewCalls> => ({
  'review.page': ({ cursor, limit }) => ({
    ...engine.review.page(cursor, limit),
    waiting: engine.review.waiting(),
  }),
  'review.approved': () => engine.review.approved(approvedShown),
  'review.approve': ({ ids, when }) => engine.review.approve(ids, when),
  'review.undo': ({ ids }) => ({ changed: engine.review.undo(ids).length }),
  'review.edit': ({ id, change }) => engine.review.edit(id, change),
  'review.sendBack': async ({ ids, preset }) => ({
    changed: (await engine.review.sendBack(ids, preset)).length,
  }),
  'review.rules': () => engine.review.rules(),
  'review.addRule': (rule) => engine.review.addRule(rule),
  'review.removeRule': ({ id }) => engine.review.removeRule(id),
  'source.terms': ({ id }) => engine.review.termsOf(id),
  'source.rights': ({ id, rights }) => {
    engine.review.setRights(id, rights)
  },
  'source.review': ({ id, review }) => {
    engine.review.setMode(id, review)
  },
  'schedule.calendar': ({ from, to }) => engine.schedule.calendar(from, to),
  'schedule.move': ({ id, at }) => ({ at: engine.schedule.move(id, at) }),
  'quota.ledger': () => engine.quota.entries(),
})
