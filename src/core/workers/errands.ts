import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnswerOf, Errand, ErrandAnswer, ErrandOf } from '../../shared/errand.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Progress } from '../../shared/progress.ts'
import type { NetworkSettings } from '../../shared/settings/network.ts'
import type { ToolPaths } from '../../shared/tools.ts'
import { workerMessageSchema, type ErrandOrder } from '../../shared/worker-protocol.ts'
import { cacheDirectory } from '../tools/cache-directory.ts'
import type { LaunchWorker } from './worker-process.ts'

export interface ErrandOptions {
  launchWorker: LaunchWorker
  tools: () => Promise<ToolPaths>
  /** What may be reached by network. */
  network: () => NetworkSettings
  cacheFolder?: string
}

/** Short work that somebody waits for, each in a worker process of its own. */
export class Errands {
  readonly #options: ErrandOptions

  constructor(options: ErrandOptions) {
    this.#options = options
  }

  /**
   * @param signal ends it early
   * @param onProgress told now and then how far it is
   * @throws SpoolError as the worker answered
   */
  async run<T extends Errand['type']>(
    errand: ErrandOf<T>,
    signal?: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<AnswerOf<T>> {
    const { tools, network, cacheFolder = cacheDirectory() } = this.#options
    const paths = await tools()
    const workFolder = await mkdtemp(join(tmpdir(), 'spool-errand-'))
    try {
      const order = { workFolder, cacheFolder, tools: paths, network: network(), errand }
      const answer = await this.#answerTo(order, signal, onProgress)
      if (!answers(answer, errand.type)) throw new Error('A worker answered another errand.')
      return answer
    } finally {
      await rm(workFolder, { recursive: true, force: true })
    }
  }

  #answerTo(
    order: ErrandOrder,
    signal?: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<ErrandAnswer> {
    const worker = this.#options.launchWorker()
    const stop = () => {
      worker.send({ kind: 'stop' })
    }
    return new Promise<ErrandAnswer>((resolve, reject) => {
      worker.onExit((code) => {
        const how = code === null ? 'by a signal' : String(code)
        reject(
          new SpoolError('transient', `The worker process ended unexpectedly (${how}). Retry.`),
        )
      })
      worker.onMessage((raw) => {
        const message = workerMessageSchema.safeParse(raw)
        if (!message.success) {
          reject(new Error('A worker does not keep to the protocol.'))
          return
        }
        if (message.data.kind === 'ready') {
          worker.send({ kind: 'errand', order })
          if (signal?.aborted === true) stop()
          else signal?.addEventListener('abort', stop)
        } else if (message.data.kind === 'errand-progress') onProgress?.(message.data.progress)
        else if (message.data.kind === 'answered') resolve(message.data.answer)
        else if (message.data.kind === 'not-answered') {
          const { kind, message: sentence, details } = message.data.failure
          reject(new SpoolError(kind, sentence, { details }))
        }
      })
    }).finally(() => {
      signal?.removeEventListener('abort', stop)
      worker.kill()
    })
  }
}

const answers = <T extends Errand['type']>(answer: ErrandAnswer, type: T): answer is AnswerOf<T> =>
  answer.type === type
