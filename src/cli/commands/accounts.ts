import type { Account } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Engine } from '../../core/index.ts'
import { openInBrowser } from '../browser.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function listAccounts(output: Output): Promise<number> {
  const all = await withEngine((engine) => engine.publishing.accounts.list())
  output.answer(all, all.length === 0 ? 'Nobody is signed in.' : all.map(row).join('\n'))
  return 0
}

/** The secret of the client comes from the environment, as every secret does. */
export async function useClient(output: Output, clientId: string): Promise<number> {
  const secret = process.env.SPOOL_YOUTUBE_CLIENT_SECRET ?? null
  await withEngine(async (engine) => {
    await engine.publishing.accounts.setClientSecret(secret)
    engine.changeSettings({ youtube: { ...engine.settings().youtube, clientId } })
  })
  output.answer({ clientId }, 'Kept. Now sign in with “spool accounts sign-in”.')
  return 0
}

export async function signIn(output: Output): Promise<number> {
  const account = await withEngine((engine) =>
    engine.publishing.accounts.signIn((url) => {
      process.stderr.write(`Sign in in the browser. If none opens, go to:\n${url}\n`)
      openInBrowser(url)
    }),
  )
  output.answer(account, `Signed in to ${line(account.name)} as account ${account.id}.`)
  return 0
}

export async function signOut(output: Output, channel: string): Promise<number> {
  await withEngine((engine) => engine.publishing.accounts.signOut(accountNamed(engine, channel).id))
  output.answer({ signedOut: channel }, `Signed out of ${line(channel)}.`)
  return 0
}

function accountNamed(engine: Engine, channel: string): Account {
  const all = engine.publishing.accounts.list()
  const found = all.find(({ id, name, channelId }) =>
    [String(id), name, channelId].includes(channel),
  )
  if (found) return found
  throw new SpoolError(
    'gone',
    `Nobody is signed in to “${channel}”. “spool accounts list” shows who is.`,
  )
}

const row = ({ id, name, channelId, signedIn }: Account): string =>
  `${String(id).padStart(3)}  ${line(name)} (${channelId})${signedIn ? '' : ' — sign in again'}`
