import type { AnswerOf, Errand, ErrandAnswer, ErrandOf } from '../shared/errand.ts'
import { SpoolError, toFailure } from '../shared/errors.ts'
import { summaryOf } from '../shared/plan/index.ts'
import type { ErrandOrder, WorkerMessage } from '../shared/worker-protocol.ts'
import { Children } from './children.ts'
import type { WorkContext } from './context.ts'
import { makeFolder } from './files.ts'
import { FreezeGate } from './freeze.ts'
import { Throttle } from './network/throttle.ts'
import { ProgressReporter } from './progress-reporter.ts'
import { redactFailure } from './redact.ts'
import { abilitiesOf } from './transform/abilities/index.ts'
import { planFor } from './transform/looking/index.ts'
import { sample } from './transform/sample.ts'

/** The one errand a worker runs, from its order to its answer. */
export class CurrentErrand {
  readonly #order: ErrandOrder
  readonly #send: (message: WorkerMessage) => void
  readonly #gate = new FreezeGate()
  readonly #stop = new AbortController()
  readonly #children: Children

  constructor(order: ErrandOrder, send: (message: WorkerMessage) => void) {
    this.#order = order
    this.#send = send
    // Their registry is for jobs: an errand's programs end by themselves within seconds.
    this.#children = new Children(this.#gate, { started: quiet, ended: quiet, log: quiet })
  }

  /** Runs to the end; every end is an answer. */
  async run(): Promise<void> {
    const reporter = new ProgressReporter((progress) => {
      this.#send({ kind: 'errand-progress', progress })
    })
    const { errand, workFolder, cacheFolder, tools, network } = this.#order
    try {
      await makeFolder(workFolder)
      const answer = await runErrand(errand, {
        workFolder,
        cacheFolder,
        tools,
        network,
        signal: this.#stop.signal,
        gate: this.#gate,
        throttle: new Throttle(null),
        progress: (progress) => {
          reporter.report(progress)
        },
        // A sample is over in seconds: it needs no room kept for it.
        hardwareSlot: () => Promise.resolve(true),
        log: quiet,
        run: (command) => this.#children.run(command, this.#stop.signal),
      })
      reporter.finish()
      this.#send({ kind: 'answered', answer })
    } catch (error) {
      reporter.finish()
      const reason: unknown = this.#stop.signal.aborted ? this.#stop.signal.reason : error
      const failure = redactFailure(toFailure(reason, { stage: errand.type }))
      this.#send({ kind: 'not-answered', failure })
    }
  }

  stop(): void {
    this.#stop.abort(new SpoolError('cancelled', 'This was stopped.'))
  }

  freeze(): void {
    this.#gate.freeze()
  }

  thaw(): void {
    this.#gate.thaw()
  }

  /** Ends its children at once, without an answer. */
  kill(): void {
    this.#children.killAll()
  }
}

const quiet = () => undefined

/** Does what somebody waits for. */
function runErrand(errand: Errand, context: WorkContext): Promise<ErrandAnswer> {
  switch (errand.type) {
    case 'abilities':
      return abilities(errand.fresh, context)
    case 'sample':
      return sample(errand, context)
    case 'plan':
      return plan(errand, context)
  }
}

async function plan(
  { inputPath, preset, measured }: ErrandOf<'plan'>,
  context: WorkContext,
): Promise<AnswerOf<'plan'>> {
  const planned = await planFor(context, inputPath, preset, { measured })
  return { type: 'plan', summary: summaryOf(planned.plan, planned.media) }
}

async function abilities(fresh: boolean, context: WorkContext): Promise<AnswerOf<'abilities'>> {
  return { type: 'abilities', abilities: await abilitiesOf(context, { fresh }) }
}
