import type { BrowserWindow } from 'electron'
import type { Engine } from '../../core/index.ts'
import type { sourceCalls } from '../../shared/calls/sources.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Handlers } from '../answer.ts'
import { choose } from '../choose.ts'

/** What the window asks of sources. */
export function sourceHandlers(
  engine: Engine,
  window: BrowserWindow,
): Pick<Handlers, keyof typeof sourceCalls> {
  let preview = new AbortController()
  return {
    'source.add': (input) => engine.sources.add(input),
    'source.choose': ({ what }) => choose(window, what),
    'source.page': ({ cursor, limit }) => engine.sources.page(cursor, limit),
    'source.preview': ({ location, options }) => {
      preview.abort(new SpoolError('cancelled', 'Another preview was asked for.'))
      preview = new AbortController()
      return engine.sources.preview(location, options, preview.signal)
    },
    'source.change': ({ id, change }) => engine.sources.change(id, change),
    'source.check': ({ ids }) => ({ changed: engine.sources.check(ids) }),
    'source.pause': ({ id, paused }) => {
      engine.sources.pause(id, paused)
    },
    'source.remove': ({ id }) => {
      engine.sources.remove(id)
    },
  }
}
