import type { Engine } from '../../core/index.ts'
import type { destinationCalls } from '../../shared/calls/destinations.ts'
import type { Handlers } from '../answer.ts'

export function destinationHandlers({
  publishing: { destinations },
}: Engine): Pick<Handlers, keyof typeof destinationCalls> {
  return {
    'destination.list': () => destinations.list(),
    'destination.save': (input) => destinations.save(input),
    'destination.remove': async ({ id }) => {
      await destinations.remove(id)
    },
    'destination.test': async ({ id }) => {
      await destinations.test(id)
    },
  }
}
