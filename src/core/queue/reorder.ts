import { SpoolError } from '../../shared/errors.ts'
import type { JobId } from '../../shared/job.ts'
import type { Database } from '../database/index.ts'

/** More are not moved along for one that is put before them. */
const mostMoved = 20_000

/**
 * Puts waiting jobs beside another, as urgent as that is, the first named first. Within a
 * transaction of the caller's.
 *
 * @returns those moved; none where the other one does not wait for its turn any more
 * @throws SpoolError `invalid-input` where too many others are before that place
 */
export function putBeside(
  { order }: Pick<Database, 'order'>,
  ids: readonly JobId[],
  beside: { id: JobId; side: 'before' | 'after' },
): JobId[] {
  const moved = ids.filter((id) => id !== beside.id && order.at(id) !== undefined)
  const named = order.at(beside.id)
  if (!named || moved.length === 0) return []
  const next = beside.side === 'before' ? named : order.after(named, moved)
  if (!next) {
    return moved.filter((id, index) => order.put(id, named.priority, named.queued_at + 1 + index))
  }
  const previous = order.before(next, moved)
  const room = previous ? next.queued_at - previous.queued_at - 1 : Infinity
  if (room < moved.length) {
    if (order.countBefore(next, moved, mostMoved + 1) > mostMoved) {
      throw new SpoolError(
        'invalid-input',
        'This is too far down the queue to be put in order by hand. Move it to the top, or give it a priority.',
      )
    }
    order.makeRoom(next, moved, moved.length + 1)
  }
  const first = next.queued_at - moved.length
  return moved.filter((id, index) => order.put(id, next.priority, first + index))
}
