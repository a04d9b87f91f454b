import type { Answer, Question } from '../shared/delivery.ts'
import { SpoolError } from '../shared/errors.ts'
import type { WorkerCommand } from '../shared/worker-protocol.ts'

export type Answered = Extract<WorkerCommand, { kind: 'answer' | 'no-answer' }>

/** What was asked of the engine and is not answered yet. */
export class Questions {
  readonly #send: (ask: number, question: Question) => void
  readonly #waiting = new Map<number, (answered: Answered) => void>()
  #last = 0

  constructor(send: (ask: number, question: Question) => void) {
    this.#send = send
  }

  async ask(question: Question, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted()
    const ask = ++this.#last
    let stopped: (() => void) | undefined
    try {
      const answered = await new Promise<Answered>((resolve, reject) => {
        stopped = () => {
          reject(signal.reason as Error)
        }
        signal.addEventListener('abort', stopped)
        this.#waiting.set(ask, resolve)
        this.#send(ask, question)
      })
      if (answered.kind === 'answer') return answered.answer
      const { kind, message, details, retryAfterMs } = answered.failure
      throw new SpoolError(kind, message, {
        details,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      })
    } finally {
      this.#waiting.delete(ask)
      if (stopped) signal.removeEventListener('abort', stopped)
    }
  }

  answered(answered: Answered): void {
    this.#waiting.get(answered.ask)?.(answered)
  }
}
