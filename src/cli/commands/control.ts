import { formatQuantity } from '../../shared/format.ts'
import type { JobId } from '../../shared/job.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function pause(output: Output, options: { freeze?: true }): Promise<number> {
  const mode = options.freeze ? 'freeze' : 'finish'
  const { pause: state } = await withEngine((engine) => {
    engine.pause(mode)
    return engine.overview()
  })
  output.answer(
    state,
    options.freeze
      ? 'Paused; running jobs are frozen where they are.'
      : 'Paused; running jobs are finished, no more are begun.',
  )
  return 0
}

export async function resume(output: Output): Promise<number> {
  const { pause: state } = await withEngine((engine) => {
    engine.resume()
    return engine.overview()
  })
  output.answer(state, 'The queue goes on.')
  return 0
}

export async function retry(
  output: Output,
  ids: JobId[] | undefined,
  options: { failed?: true; cause?: string },
): Promise<number> {
  const changed = await withEngine((engine) => {
    const failed = options.failed ? engine.queue.getFailedJobs().map(({ id }) => id) : []
    const ofCause = options.cause === undefined ? 0 : engine.failures.retry(options.cause)
    return ofCause + engine.retry([...new Set([...(ids ?? []), ...failed])])
  })
  output.answer({ changed }, `${formatQuantity(changed, 'job')} put back into the queue.`)
  return allChanged(ids ?? [], changed)
}

export async function cancel(output: Output, ids: JobId[]): Promise<number> {
  const changed = await withEngine((engine) => engine.cancel(ids))
  output.answer({ changed }, `${formatQuantity(changed, 'job')} cancelled.`)
  return allChanged(ids, changed)
}

export async function prioritise(output: Output, priority: number, ids: JobId[]): Promise<number> {
  const changed = await withEngine((engine) => engine.prioritise(ids, priority))
  output.answer({ changed }, `${formatQuantity(changed, 'job')} changed.`)
  return allChanged(ids, changed)
}

/** A job that was asked for and could not be changed makes the command fail. */
const allChanged = (ids: readonly JobId[], changed: number): number =>
  changed < new Set(ids).size ? 1 : 0
