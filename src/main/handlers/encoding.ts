import type { Engine } from '../../core/index.ts'
import type { encodingCalls } from '../../shared/calls/encoding.ts'
import type { Handlers } from '../answer.ts'
import type { Listener } from '../events.ts'

export const encodingHandlers = (
  engine: Engine,
  send: Listener['send'],
): Pick<Handlers, keyof typeof encodingCalls> => ({
  'encoding.abilities': ({ fresh }) => engine.encoding.abilities(fresh),
  'encoding.sample': ({ of, from, seconds }) =>
    engine.encoding.sample(of, { from, seconds }, (progress) => {
      send('sample.progress', progress)
    }),
  'encoding.releaseSample': async () => {
    await engine.encoding.releaseSample()
  },
})
