import type { JobId, SourceId } from '../../../shared/job.ts'
import { formatMoment } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { Draft } from '../../../shared/publication.ts'
import type { Preset } from '../../../shared/preset.ts'
import type { Leg, When } from '../../../shared/review.ts'
import type { Rights } from '../../../shared/rights.ts'
import { translated } from '../../../shared/sentences.ts'
import { ask } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { toast } from '../ui/toast.ts'
import { loadReview } from './publish-store.ts'

/** How many refusals a toast names one by one. */
const namedRefusals = 3

/** Lets these go out; what cannot says why. */
export function approve(ids: JobId[], when?: When): void {
  if (ids.length === 0) return
  attempt(async () => {
    const { approved, refused } = await call('review.approve', {
      ids,
      ...(when === undefined ? {} : { when }),
    })
    await loadReview()
    // While it cools off, a bar says so and can undo it.
    const cools = approved.some(({ undoUntil }) => undoUntil > Date.now())
    if (approved.length > 0 && !cools) {
      toast({
        tone: 'success',
        title: t('publish.approved', { count: approved.length }),
        action: {
          name: t('common.undo'),
          run: () => {
            undo(approved.map(({ id }) => id))
          },
        },
      })
    }
    if (refused.length > 0) {
      toast({
        tone: 'danger',
        title: t('publish.refused', { count: refused.length }),
        lines: [...new Set(refused.map(({ message }) => translated(message)))].slice(
          0,
          namedRefusals,
        ),
      })
    }
  })
}

export function undo(ids: JobId[]): void {
  attempt(async () => {
    const { changed } = await call('review.undo', { ids })
    await loadReview()
    toast(
      changed < ids.length
        ? { tone: 'danger', title: t('publish.tooLate', { count: ids.length - changed }) }
        : { title: t('publish.undone', { count: changed }) },
    )
  })
}

/** Has them made again with this preset, those it did not make; asks first where it is many. */
export function sendBack(legs: readonly Leg[], { id, name }: Preset): void {
  const ids = legs.filter(({ preset }) => preset !== id).map((leg) => leg.id)
  attempt(async () => {
    if (ids.length > 1) {
      const yes = await ask({
        title: t('publish.sendBackTitle', { count: ids.length, preset: name }),
        text: t('publish.sendBackText'),
        action: t('publish.sendBack'),
      })
      if (!yes) return
    }
    const { changed } = await call('review.sendBack', { ids, preset: id })
    await loadReview()
    toast({ title: t('publish.sentBack', { count: changed }) })
  })
}

/** Says no, after a question: the job is cancelled, and a retry brings it back here. */
export function reject(ids: JobId[]): void {
  if (ids.length === 0) return
  attempt(async () => {
    const yes = await ask({
      title: t('publish.rejectTitle', { count: ids.length }),
      text: t('publish.rejectText'),
      action: t('publish.reject'),
    })
    if (!yes) return
    await call('job.cancel', { ids })
    await loadReview()
  })
}

export function edit(id: JobId, change: Draft): void {
  attempt(async () => {
    await call('review.edit', { id, change })
    await loadReview()
  })
}

export function setRights(id: SourceId, rights: Rights): void {
  attempt(async () => {
    await call('source.rights', { id, rights })
    await loadReview()
  })
}

/** Lets an approved publication go out at another time, or in the next free slot. */
export function moveTo(id: JobId, at: number | 'slot'): void {
  attempt(async () => {
    const moved = await call('schedule.move', { id, at })
    await loadReview()
    toast({ title: t('publish.calendar.moved', { time: formatMoment(moved.at) }) })
  })
}

/** Approves from now on whatever is like this, beginning with what waits. */
export function alwaysApprove(id: SourceId, legs: JobId[]): void {
  attempt(async () => {
    await call('review.addRule', { sourceId: id, preset: null, destination: null })
    toast({ title: t('publish.ruleAdded') })
    approve(legs)
  })
}
