import { shell } from 'electron'
import type { Engine } from '../../core/index.ts'
import type { destinationCalls } from '../../shared/calls/destinations.ts'
import type { Handlers } from '../answer.ts'

export function destinationHandlers(engine: Engine): Pick<Handlers, keyof typeof destinationCalls> {
  const { accounts, destinations } = engine.publishing
  return {
    'destination.list': () => destinations.list(),
    'destination.save': (input) => destinations.save(input),
    'destination.remove': async ({ id }) => {
      await destinations.remove(id)
    },
    'destination.test': async ({ id }) => {
      await destinations.test(id)
    },
    'account.list': () => accounts.list(),
    'account.signIn': () => accounts.signIn((url) => shell.openExternal(url)),
    'account.signOut': async ({ id }) => {
      await accounts.signOut(id)
    },
    'account.client': async ({ clientId, clientSecret }) => {
      if (clientSecret !== undefined) await accounts.setClientSecret(clientSecret)
      engine.changeSettings({ youtube: { ...engine.settings().youtube, clientId } })
    },
  }
}
