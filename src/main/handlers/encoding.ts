import type { Engine } from '../../core/index.ts'
import type { encodingCalls } from '../../shared/calls/encoding.ts'
import type { Handlers } from '../answer.ts'

export const encodingHandlers = (engine: Engine): Pick<Handlers, keyof typeof encodingCalls> => ({
  'encoding.abilities': ({ fresh }) => engine.encoding.abilities(fresh),
  'encoding.sample': ({ id, from, seconds }) => engine.encoding.sampleOf(id, { from, seconds }),
})
