import type { BrowserWindow } from 'electron'
import { expandLists, type Engine } from '../../core/index.ts'
import type { sourceCalls } from '../../shared/calls/sources.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Handlers } from '../answer.ts'
import { choose } from '../choose.ts'

/** What the window asks of sources. */
export function sourceHandlers(
  engine: Engine,
  window: BrowserWindow,
): Pick<Handlers, keyof typeof sourceCalls> {
  let previews = new AbortController()
  return {
    'source.add': (input) => engine.sources.addDropped(input),
    'source.expand': ({ locations }) => expandLists(locations),
    'source.choose': ({ what }) => choose(window, what),
    'source.page': ({ cursor, limit }) => engine.sources.page(cursor, limit),
    'source.preview': ({ location, options }) =>
      engine.sources.preview(location, options, previews.signal),
    'source.stopPreviews': () => {
      previews.abort(new SpoolError('cancelled', 'The preview was stopped.'))
      previews = new AbortController()
    },
    'source.change': ({ id, change }) => engine.sources.change(id, change),
    'source.check': ({ ids }) => ({ changed: engine.sources.check(ids) }),
    'source.pause': ({ id, paused }) => {
      engine.sources.pause(id, paused)
    },
    'source.remove': ({ ids }) => {
      for (const id of ids) engine.sources.remove(id)
    },
  }
}
