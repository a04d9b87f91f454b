import type { Engine } from '../../core/index.ts'
import type { toolCalls } from '../../shared/calls/tools.ts'
import type { Handlers } from '../answer.ts'

/** What the window asks of the programs Spool runs. */
export const toolHandlers = (engine: Engine): Pick<Handlers, keyof typeof toolCalls> => ({
  'tools.list': () => engine.tools.list(),
  'tools.update': () => engine.tools.update(),
  'tools.rollBack': () => engine.tools.rollBack(),
})
