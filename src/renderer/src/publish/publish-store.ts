import { create } from 'zustand'
import type { JobId } from '../../../shared/job.ts'
import type { Leg, LegPage } from '../../../shared/review.ts'
import { call, sentenceOf } from '../lib/bridge.ts'

interface PublishState {
  loaded: boolean
  failure: string | null
  /** What waits for a person, the oldest first. */
  legs: readonly Leg[]
  next: string | null
  waiting: number
  /** What was approved and has not gone out. */
  approved: readonly Leg[]
  chosen: ReadonlySet<JobId>
  active: JobId | null
}

export const usePublish = create<PublishState>(() => ({
  loaded: false,
  failure: null,
  legs: [],
  next: null,
  waiting: 0,
  approved: [],
  chosen: new Set(),
  active: null,
}))

const pageSize = 100
let loading = false
let again = false

/** Reads what is shown, as much as was shown before; calls while it reads are one more reading. */
export async function loadReview(): Promise<void> {
  if (loading) {
    again = true
    return
  }
  loading = true
  try {
    do {
      again = false
      await read(Math.max(pageSize, usePublish.getState().legs.length))
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set while it reads
    } while (again)
  } catch (error) {
    usePublish.setState({ failure: sentenceOf(error) })
  } finally {
    loading = false
  }
}

async function read(atLeast: number): Promise<void> {
  const approved = await call('review.approved', undefined)
  const legs: Leg[] = []
  let next: string | null = null
  let waiting = 0
  do {
    const page: LegPage & { waiting: number } = await call('review.page', {
      cursor: next,
      limit: pageSize,
    })
    legs.push(...page.legs)
    ;({ next, waiting } = page)
  } while (next !== null && legs.length < atLeast)
  usePublish.setState((state) => ({
    ...{ loaded: true, failure: null, legs, next, waiting, approved },
    chosen: new Set([...state.chosen].filter((id) => legs.some((leg) => leg.id === id))),
    active: stillActive(state, legs),
  }))
}

/** The row with the keyboard; where it left, the one that took its place. */
function stillActive({ active, legs: before }: PublishState, legs: readonly Leg[]): JobId | null {
  if (legs.some(({ id }) => id === active)) return active
  const place = Math.max(
    0,
    before.findIndex(({ id }) => id === active),
  )
  return legs[Math.min(place, legs.length - 1)]?.id ?? null
}

/** Reads on where the list ends. */
export async function loadMore(): Promise<void> {
  const { next } = usePublish.getState()
  if (next === null || loading) return
  const page = await call('review.page', { cursor: next, limit: pageSize })
  usePublish.setState((state) =>
    state.next === next ? { legs: [...state.legs, ...page.legs], next: page.next } : state,
  )
}

/** Begins to follow what waits. */
export function followReview(): () => void {
  void loadReview()
  return window.spool.on('jobs.changed', ({ jobs, more }) => {
    if (more || jobs.some(({ type }) => type === 'publish')) void loadReview()
  })
}

export const activate = (active: JobId): void => {
  usePublish.setState({ active })
}

export function choose(id: JobId): void {
  usePublish.setState(({ chosen }) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    return { chosen: next }
  })
}

export const chooseAll = (): void => {
  usePublish.setState(({ legs, chosen }) => ({
    chosen: new Set(chosen.size === legs.length ? [] : legs.map(({ id }) => id)),
  }))
}

/** What was approved and can still be taken back. */
export const cooling = (now: number): JobId[] =>
  usePublish
    .getState()
    .approved.flatMap(({ id, state }) =>
      state.kind === 'approved' && state.undoUntil > now ? [id] : [],
    )

/** What an action is about: the chosen rows, else the one with the keyboard. */
export function targets(): JobId[] {
  const { chosen, active, legs } = usePublish.getState()
  if (chosen.size > 0) return legs.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
  return active === null ? [] : [active]
}
