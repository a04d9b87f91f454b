import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallInput, EventPayload } from '../../../shared/contract.ts'
import type { JobId, JobSummary } from '../../../shared/job.ts'
import { everything } from '../../../shared/query.ts'
import type { FoundPage, QueuePage, QueueQuery } from '../../../shared/queue.ts'
import { sentenceOf } from '../lib/bridge.ts'
import { appendPage, applyChanges, emptyList, movesRows, type QueueList } from './queue-list.ts'

export interface QueueState {
  /** What is asked for. */
  query: QueueQuery
  /** What is shown: what was asked for before, until the first of what is asked for now is there. */
  list: QueueList
  /** Until that is so. */
  loading: boolean
  /** Why the list could not be read. */
  failure: string | null
}

interface Surroundings {
  readPage: (input: CallInput<'queue.find'>) => Promise<FoundPage>
  /** Runs the function before the next picture is drawn. */
  schedule: (flush: () => void) => void
}

const pageSize = 100
/** What somebody waits to see is no more than the tallest window shows. */
const firstPageSize = 40
/** How many rows are kept loaded below the last one in view. */
const margin = 50

export interface Queue {
  store: StoreApi<QueueState>
  /** Takes what `jobs.changed` says; shown with the next picture. */
  changed: (payload: EventPayload<'jobs.changed'>) => void
  setQuery: (query: QueueQuery) => void
  /** Shows these until the list was read for the first time. */
  show: (page: QueuePage) => void
  /** Tells the last row in view, so that the rows after it are loaded in time. */
  reach: (index: number) => void
  /** Reads again what is in view. */
  reload: () => void
}

/**
 * The live list. One load runs at a time; changes that arrive meanwhile are applied to the list at
 * once and again on top of the page, which may be older than they are.
 */
export function createQueue({ readPage, schedule }: Surroundings): Queue {
  const store = createStore<QueueState>(() => ({
    query: everything,
    list: emptyList(everything),
    loading: true,
    failure: null,
  }))
  let pending = new Map<JobId, JobSummary>()
  let missed = new Map<JobId, JobSummary>()
  let flushing = false
  let reloadWanted = false
  let wanted = pageSize
  let run: { fresh: boolean; done: Promise<void> } | null = null
  let latestRun = 0

  function changed({ jobs, more }: EventPayload<'jobs.changed'>): void {
    for (const job of jobs) pending.set(job.id, job)
    reloadWanted ||= more
    if (flushing) return
    flushing = true
    schedule(flush)
  }

  function flush(): void {
    flushing = false
    const changes = pending
    pending = new Map()
    for (const [id, job] of changes) missed.set(id, job)
    const { list } = store.getState()
    const next = applyChanges(list, changes.values())
    if (next !== list) store.setState({ list: next })
    if (reloadWanted || movesRows(list, changes.values())) reload()
  }

  function reload(): void {
    // A reload that runs is let finish, or a flood of changes would never let one finish.
    if (run?.fresh) {
      reloadWanted = true
      return
    }
    reloadWanted = false
    void start(true)
  }

  function start(fresh: boolean): Promise<void> {
    const id = ++latestRun
    missed = new Map()
    const done = load(id, fresh)
    run = { fresh, done }
    return done
  }

  async function load(id: number, fresh: boolean): Promise<void> {
    try {
      await (fresh ? loadFresh(id) : loadFurther(id))
    } catch (error) {
      if (id === latestRun) fail(sentenceOf(error))
    }
    if (id !== latestRun) return
    run = null
    if (reloadWanted) reload()
  }

  function fail(failure: string): void {
    const { query, list } = store.getState()
    // Nothing stands for what could not be read.
    const shown = list.query === query ? list : emptyList(query)
    store.setState({ list: shown, loading: false, failure })
  }

  /** Builds a new list aside and swaps it in when it reaches as far as is in view. */
  async function loadFresh(id: number): Promise<void> {
    let list = emptyList(store.getState().query)
    let reaches = false
    while (!reaches) {
      const limit = store.getState().loading ? firstPageSize : pageSize
      const page = await readPage({ query: list.query, cursor: list.next, limit })
      if (id !== latestRun) return
      list = appendPage(list, page)
      reaches = list.next === null || list.jobs.length >= wanted
      // Who sees nothing yet sees the first rows: where few fit, many pages are looked through.
      if (!reaches && (list.jobs.length === 0 || !store.getState().loading)) continue
      store.setState({ list: applyChanges(list, missed.values()), loading: false, failure: null })
    }
  }

  async function loadFurther(id: number): Promise<void> {
    let { list } = store.getState()
    while (list.next !== null && list.jobs.length < wanted) {
      const page = await readPage({ query: list.query, cursor: list.next, limit: pageSize })
      if (id !== latestRun) return
      list = applyChanges(appendPage(store.getState().list, page), missed.values())
      store.setState({ list, failure: null })
    }
  }

  function setQuery(query: QueueQuery): void {
    if (query === store.getState().query && run?.fresh) return
    wanted = pageSize
    store.setState({ query, loading: true, failure: null })
    void start(true)
  }

  function show(page: QueuePage): void {
    const list = appendPage(store.getState().list, { ...page, stages: [] })
    store.setState({ list, loading: false })
  }

  async function further(): Promise<void> {
    const { list, failure } = store.getState()
    if (run) return run.done
    if (list.next === null || list.jobs.length >= wanted || failure !== null) return
    return start(false)
  }

  function reach(index: number): void {
    wanted = Math.max(pageSize, index + 1 + margin)
    void further()
  }

  return { store, changed, setQuery, show, reach, reload }
}
