import type { Answer, Question } from '../../shared/delivery.ts'
import { toFailure, type Failure } from '../../shared/errors.ts'
import type { JobId } from '../../shared/job.ts'
import type { Progress } from '../../shared/progress.ts'
import type { FoundBatch, StageResult } from '../../shared/stage.ts'
import {
  workerMessageSchema,
  type WorkerCommand,
  type WorkerMessage,
  type WorkOrder,
} from '../../shared/worker-protocol.ts'
import { HardwareSlots } from './slots.ts'
import type { LaunchWorker, WorkerProcess } from './worker-process.ts'

/** How the work on a job ended. */
export type Outcome =
  | { kind: 'succeeded'; result: StageResult }
  | { kind: 'failed'; failure: Failure }
  /** The worker process ended without an answer. */
  | { kind: 'died'; reason: string }
  /** Somebody else works on it now; its claim has ended. */
  | { kind: 'handed-over' }
  /** It was to be done along with another job, and was not: it is as it was before. */
  | { kind: 'left' }

export interface RunningWork {
  readonly outcome: Promise<Outcome>
  /** Asks the worker to stop, and ends it by force when it does not within the grace time. */
  stop(): void
  freeze(): void
  thaw(): void
}

/** What a worker of this machine can be told besides. */
export interface PoolWork extends RunningWork {
  /** Takes no more from the network from now on than so many bytes a second; null for no limit. */
  limit(bytesPerSecond: number | null): void
  /** How the jobs ended that were to be done alongside, in their order. */
  readonly alongside: readonly Promise<Outcome>[]
}

export interface WorkHooks {
  onProgress(progress: Progress): void
  /** Videos of a scrape that goes on. */
  onFound(found: FoundBatch): void
  /** The worker waits for the answer; a rejection is one too. */
  onAsk?(question: Question): Promise<Answer>
}

/** Told of every process that runs on our behalf, so that none can outlive us unseen. */
export interface ProcessRegistry {
  started(pid: number): void
  ended(pid: number): void
  /** Ends a registered process that outlived the worker that started it. */
  end(pid: number): void
}

/** How long a warm worker waits for its next job, in milliseconds. */
const idleMs = 30_000
const stopGraceMs = 10_000

interface Worker {
  process: WorkerProcess
  ready: Promise<void>
  children: Set<number>
  /** Set while a job runs. */
  handle: ((message: WorkerMessage) => void) | undefined
  died: ((reason: string) => void) | undefined
  idleTimer: NodeJS.Timeout | undefined
}

/** Starts, feeds, watches and ends worker processes; each runs one job at a time. */
export class WorkerPool {
  readonly #launch: LaunchWorker
  readonly #registry: ProcessRegistry
  readonly #workers = new Set<Worker>()
  readonly #idle: Worker[] = []
  readonly #slots = new HardwareSlots<Worker>()

  constructor(launch: LaunchWorker, registry: ProcessRegistry) {
    this.#launch = launch
    this.#registry = registry
  }

  /** Hands the order to a warm worker, or to a new one. How many run is the caller's affair. */
  run(order: WorkOrder, hooks: WorkHooks): PoolWork {
    const worker = this.#idle.pop() ?? this.#start()
    clearTimeout(worker.idleTimer)
    let stopTimer: NodeJS.Timeout | undefined
    let isOver = false
    const beside = new Map<JobId, (ended: Outcome) => void>()
    const alongside = (order.alongside ?? []).map(
      ({ jobId }) => new Promise<Outcome>((resolve) => beside.set(jobId, resolve)),
    )
    const outcome = new Promise<Outcome>((resolve) => {
      const end = (ended: Outcome) => {
        clearTimeout(stopTimer)
        isOver = true
        worker.handle = undefined
        worker.died = undefined
        this.#slots.release(worker)
        resolve(ended)
        // What killed a worker may be any of them.
        for (const left of beside.values()) left(ended.kind === 'died' ? ended : { kind: 'left' })
        if (ended.kind !== 'died') this.#park(worker)
      }
      const ended = (jobId: JobId, how: Outcome) => {
        const other = beside.get(jobId)
        if (other) other(how)
        else end(how)
      }
      worker.died = (reason) => {
        end({ kind: 'died', reason })
      }
      worker.handle = (message) => {
        switch (message.kind) {
          case 'progress':
            hooks.onProgress(message.progress)
            break
          case 'found':
            hooks.onFound(message.found)
            break
          case 'ask':
            void this.#answer(worker, message.ask, hooks.onAsk?.(message.question))
            break
          case 'succeeded':
            ended(message.jobId, { kind: 'succeeded', result: message.result })
            break
          case 'failed':
            ended(message.jobId, { kind: 'failed', failure: message.failure })
            break
          case 'left':
            ended(message.jobId, { kind: 'left' })
            break
          case 'slot-wanted': {
            const granted = this.#slots.take(worker, message.family)
            worker.process.send({ kind: 'slot', granted })
            break
          }
          case 'ready':
          case 'child-started':
          case 'child-ended':
          case 'errand-progress':
          case 'answered':
          case 'not-answered':
            break
        }
      }
    })
    void worker.ready.then(() => {
      worker.process.send({ kind: 'run', order })
    })
    // Once it is over, the worker may be at another job, which all of this is no matter of.
    const tell = (command: WorkerCommand) => {
      if (!isOver) worker.process.send(command)
    }
    return {
      outcome,
      alongside,
      stop: () => {
        if (isOver) return
        worker.process.send({ kind: 'stop' })
        stopTimer ??= setTimeout(() => {
          worker.process.kill()
        }, stopGraceMs)
      },
      limit: (bytesPerSecond) => {
        void worker.ready.then(() => {
          tell({ kind: 'limit', bytesPerSecond })
        })
      },
      freeze: () => {
        tell({ kind: 'freeze' })
      },
      thaw: () => {
        tell({ kind: 'thaw' })
      },
    }
  }

  /** Ends every worker. Call it when nothing runs any more; what still does, dies. */
  close(): void {
    for (const worker of this.#workers) {
      clearTimeout(worker.idleTimer)
      worker.process.kill()
    }
  }

  #start(): Worker {
    const process = this.#launch()
    let ready: () => void = () => undefined
    const worker: Worker = {
      process,
      ready: new Promise((resolve) => {
        ready = resolve
      }),
      children: new Set(),
      handle: undefined,
      died: undefined,
      idleTimer: undefined,
    }
    this.#workers.add(worker)
    if (process.pid !== undefined) this.#registry.started(process.pid)
    process.onMessage((raw) => {
      const message = workerMessageSchema.safeParse(raw)
      // A worker that does not keep to the protocol cannot be trusted with anything more.
      if (!message.success) process.kill()
      else if (message.data.kind === 'ready') ready()
      else this.#receive(worker, message.data)
    })
    process.onExit((code) => {
      this.#buried(worker, code)
    })
    return worker
  }

  #receive(worker: Worker, message: WorkerMessage): void {
    if (message.kind === 'child-started') {
      worker.children.add(message.pid)
      this.#registry.started(message.pid)
    } else if (message.kind === 'child-ended') {
      worker.children.delete(message.pid)
      this.#registry.ended(message.pid)
    }
    worker.handle?.(message)
  }

  async #answer(worker: Worker, ask: number, asked?: Promise<Answer>): Promise<void> {
    try {
      const answer = await asked
      if (!answer) throw new Error('Nobody answers this worker.')
      worker.process.send({ kind: 'answer', ask, answer })
    } catch (error) {
      worker.process.send({ kind: 'no-answer', ask, failure: toFailure(error) })
    }
  }

  #buried(worker: Worker, code: number | null): void {
    this.#workers.delete(worker)
    const place = this.#idle.indexOf(worker)
    if (place >= 0) this.#idle.splice(place, 1)
    clearTimeout(worker.idleTimer)
    for (const child of worker.children) this.#registry.end(child)
    if (worker.process.pid !== undefined) this.#registry.ended(worker.process.pid)
    worker.died?.(`The worker process ended unexpectedly (${code ?? 'by a signal'}).`)
  }

  #park(worker: Worker): void {
    if (!this.#workers.has(worker)) return
    this.#idle.push(worker)
    worker.idleTimer = setTimeout(() => {
      worker.process.kill()
    }, idleMs)
    worker.idleTimer.unref()
  }
}
