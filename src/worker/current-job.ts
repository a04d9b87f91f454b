import type { HardwareFamily } from '../shared/abilities.ts'
import { SpoolError, toFailure } from '../shared/errors.ts'
import type { AlongsideOrder, WorkerMessage, WorkOrder } from '../shared/worker-protocol.ts'
import type { Alongside } from './context.ts'
import { Questions, type Answered } from './questions.ts'
import { Children } from './children.ts'
import { makeFolder } from './files.ts'
import { FreezeGate } from './freeze.ts'
import { JobLog } from './job-log.ts'
import { Throttle } from './network/throttle.ts'
import { ProgressReporter } from './progress-reporter.ts'
import { redactFailure } from './redact.ts'
import { runStage } from './stages.ts'

/** The one job a worker runs, from its order to its answer. */
export class CurrentJob {
  readonly #order: WorkOrder
  readonly #send: (message: WorkerMessage) => void
  readonly #gate = new FreezeGate()
  readonly #throttle = new Throttle(null)
  readonly #stop = new AbortController()
  readonly #children: Children
  readonly #questions: Questions
  readonly #log: JobLog
  #onSlot: ((granted: boolean) => void) | null = null

  constructor(order: WorkOrder, send: (message: WorkerMessage) => void) {
    this.#order = order
    this.#send = send
    this.#log = new JobLog(order.logPath)
    const { jobId } = order
    this.#questions = new Questions((ask, question) => {
      send({ kind: 'ask', jobId, ask, question })
    })
    this.#children = new Children(this.#gate, {
      started: (pid) => {
        send({ kind: 'child-started', jobId, pid })
      },
      ended: (pid) => {
        send({ kind: 'child-ended', jobId, pid })
      },
      log: (line) => {
        this.#log.write(line)
      },
    })
  }

  /** Runs to the end; every end is an answer. */
  async run(): Promise<void> {
    const { jobId, attempt, stage, workFolder, cacheFolder, tools, network } = this.#order
    const reporter = new ProgressReporter((progress) => {
      this.#send({ kind: 'progress', jobId, progress })
    })
    try {
      this.#log.write(`Begin ${stage.type}, try ${attempt}`)
      await makeFolder(workFolder)
      const result = await runStage(stage, {
        jobId,
        workFolder,
        cacheFolder,
        tools,
        network,
        alongside: (this.#order.alongside ?? []).map((order) => this.#beside(order)),
        credentials: this.#order.credentials,
        signingSecret: this.#order.signingSecret,
        ask: (question) => this.#questions.ask(question, this.#stop.signal),
        signal: this.#stop.signal,
        gate: this.#gate,
        throttle: this.#throttle,
        hardwareSlot: (family) => this.#askForSlot(family),
        progress: (progress) => {
          reporter.report(progress)
        },
        log: (line) => {
          this.#log.write(line)
        },
        found: (found) => {
          this.#send({ kind: 'found', jobId, found })
        },
        run: (command) => this.#children.run(command, this.#stop.signal),
      })
      reporter.finish()
      this.#log.write('Done')
      this.#send({ kind: 'succeeded', jobId, result })
    } catch (error) {
      reporter.finish()
      const reason: unknown = this.#stop.signal.aborted ? this.#stop.signal.reason : error
      const failure = redactFailure(toFailure(reason, { stage: stage.type }))
      this.#log.write(`Failed (${failure.kind}): ${failure.message}`)
      this.#send({ kind: 'failed', jobId, failure })
    }
  }

  #beside({ jobId, logPath, stage }: AlongsideOrder): Alongside {
    const log = new JobLog(logPath)
    return {
      jobId,
      stage,
      log: (line) => {
        log.write(line)
      },
      succeeded: (result) => {
        this.#send({ kind: 'succeeded', jobId, result })
      },
      failed: (error) => {
        const failure = redactFailure(toFailure(error, { stage: stage.type }))
        log.write(`Failed (${failure.kind}): ${failure.message}`)
        this.#send({ kind: 'failed', jobId, failure })
      },
      leave: () => {
        this.#send({ kind: 'left', jobId })
      },
    }
  }

  /** The pool's answer to the latest question for room. */
  slot(granted: boolean): void {
    this.#onSlot?.(granted)
  }

  #askForSlot(family: HardwareFamily): Promise<boolean> {
    return new Promise((resolve) => {
      this.#onSlot = resolve
      this.#send({ kind: 'slot-wanted', jobId: this.#order.jobId, family })
    })
  }

  stop(): void {
    this.#stop.abort(new SpoolError('cancelled', 'This job was stopped.'))
  }

  limit(bytesPerSecond: number | null): void {
    this.#throttle.set(bytesPerSecond)
  }

  answered(answer: Answered): void {
    this.#questions.answered(answer)
  }

  freeze(): void {
    if (this.#gate.frozen) return
    this.#log.write('Frozen')
    this.#gate.freeze()
  }

  thaw(): void {
    if (!this.#gate.frozen) return
    this.#log.write('Thawed')
    this.#gate.thaw()
  }

  /** Ends its children at once, without an answer. */
  kill(): void {
    this.#children.killAll()
  }
}
