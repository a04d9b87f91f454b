import type { Engine } from '../../core/index.ts'
import type { windowCalls } from '../../shared/calls/window.ts'
import type { Handlers } from '../answer.ts'

/** More than so many are not named: nobody undoes that by mistake. */
const undoable = 50_000

export const windowHandlers = (engine: Engine): Pick<Handlers, keyof typeof windowCalls> => ({
  'queue.find': ({ query, cursor, limit }) => engine.lists.find(query, cursor, limit),
  'queue.act': async ({ query, action }) => {
    const ids = await engine.lists.act(query, action)
    return { changed: ids.length, ids: ids.length > undoable ? [] : ids }
  },
  'dashboard.get': () => engine.dashboard(),
  'video.get': ({ id }) => engine.videos.get(id),
  'job.top': ({ ids }) => ({ changed: engine.lists.top(ids).length }),
})
