import { dialog, shell, type BrowserWindow } from 'electron'
import type { Engine } from '../../core/index.ts'
import { commandsOf } from '../../shared/after-step.ts'
import type { destinationCalls } from '../../shared/calls/destinations.ts'
import type { Target } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { t } from '../../shared/language.ts'
import type { Handlers } from '../answer.ts'

export function destinationHandlers(
  engine: Engine,
  window: BrowserWindow,
): Pick<Handlers, keyof typeof destinationCalls> {
  const { accounts, destinations } = engine.publishing
  return {
    'destination.list': () => destinations.list(),
    'destination.save': async (input) => {
      const before = destinations.list().find(({ id }) => id === input.id)
      await requireLeave(window, newCommands(input.target, before?.target))
      return destinations.save(input)
    },
    'destination.uses': ({ id }) => destinations.uses(id),
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

function newCommands(target: Target, before: Target | undefined): string[] {
  const known = new Set(commandsOf(before?.after ?? []).map(({ argv }) => JSON.stringify(argv)))
  return commandsOf(target.after).flatMap(({ argv }) =>
    known.has(JSON.stringify(argv)) ? [] : [argv.join(' ')],
  )
}

/**
 * The person is asked by the system itself: whoever got hold of the page cannot have programs run.
 *
 * @throws SpoolError `cancelled` where they say no
 */
async function requireLeave(window: BrowserWindow, commands: readonly string[]): Promise<void> {
  if (commands.length === 0) return
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: t('destinations.mayRun'),
    detail: `${commands.join('\n')}\n\n${t('destinations.mayRunText')}`,
    buttons: [t('common.cancel'), t('destinations.run')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  if (response !== 1) {
    throw new SpoolError('cancelled', 'The destination was left as it was: no program may be run.')
  }
}
