import { formatQuantity } from '../../shared/format.ts'
import type { PauseScope } from '../../core/index.ts'
import type { JobId, JobType, SourceId } from '../../shared/job.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

interface PauseOptions {
  freeze?: true
  type?: JobType
  source?: SourceId
}

/** One type and one source are paused by themselves; without either it is the whole queue. */
const scopesOf = ({ type, source }: PauseOptions): PauseScope[] => [
  ...(type === undefined ? [] : [{ jobType: type }]),
  ...(source === undefined ? [] : [{ sourceId: source }]),
]

export async function pause(output: Output, options: PauseOptions): Promise<number> {
  const scopes = scopesOf(options)
  const { pause: state } = await withEngine((engine) => {
    for (const scope of scopes) engine.queue.pause(scope)
    if (scopes.length === 0) engine.queue.pause(options.freeze ? 'freeze' : 'finish')
    return engine.overview()
  })
  const what =
    scopes.length > 0
      ? 'Paused for these alone; running jobs are finished.'
      : options.freeze
        ? 'Paused; running jobs are frozen where they are.'
        : 'Paused; running jobs are finished, no more are begun.'
  output.answer(state, what)
  return 0
}

export async function resume(output: Output, options: PauseOptions): Promise<number> {
  const scopes = scopesOf(options)
  const { pause: state } = await withEngine((engine) => {
    for (const scope of scopes) engine.queue.resume(scope)
    if (scopes.length === 0) engine.queue.resume()
    return engine.overview()
  })
  output.answer(state, scopes.length > 0 ? 'These go on.' : 'The queue goes on.')
  return 0
}

export async function retry(
  output: Output,
  ids: JobId[] | undefined,
  options: { failed?: true; cause?: string },
): Promise<number> {
  const changed = await withEngine((engine) => {
    const failed = options.failed
      ? engine.queue.getFailedJobs({ limit: Number.MAX_SAFE_INTEGER }).map(({ id }) => id)
      : []
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

export async function top(output: Output, ids: JobId[]): Promise<number> {
  const changed = await withEngine((engine) => engine.lists.top(ids).length)
  output.answer({ changed }, `${formatQuantity(changed, 'job comes', 'jobs come')} first now.`)
  return allChanged(ids, changed)
}

/** A job that was asked for and could not be changed makes the command fail. */
const allChanged = (ids: readonly JobId[], changed: number): number =>
  changed < new Set(ids).size ? 1 : 0
