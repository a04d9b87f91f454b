import type { Database as Sqlite } from 'better-sqlite3'
import type { AccountId, DestinationId } from '../../shared/destination.ts'
import { sql } from 'kysely'
import { activeStatuses } from '../../shared/state.ts'
import { builder, prepare } from './statement.ts'

interface NewAccount {
  platform: string
  name: string
  channelId: string
  secret: string
  now: number
}

interface DestinationValues {
  name: string
  target: string
  secret: string | null
  signingSecret: string | null
  accountId: AccountId | null
}

/** Destinations, accounts and how far publications are. Secrets are known by their names only. */
export function destinationStore(sqlite: Sqlite) {
  const accountColumns = ['id', 'platform', 'name', 'channel_id', 'secret', 'signed_in'] as const
  const columns = ['id', 'name', 'target', 'secret', 'signing_secret', 'account_id'] as const

  const accounts = prepare<object>(sqlite)(() =>
    builder.selectFrom('account').select(accountColumns).orderBy('name').orderBy('id'),
  )
  const account = prepare<{ id: AccountId }>(sqlite)((p) =>
    builder.selectFrom('account').select(accountColumns).where('id', '=', p('id')),
  )
  /** Signing in to the same channel again renews its row; its secret's name stays. */
  const addAccount = prepare<NewAccount>(sqlite)((p) =>
    builder
      .insertInto('account')
      .values({
        platform: p('platform'),
        name: p('name'),
        channel_id: p('channelId'),
        secret: p('secret'),
        created_at: p('now'),
      })
      .onConflict((conflict) =>
        conflict.columns(['platform', 'channel_id']).doUpdateSet({ name: p('name'), signed_in: 1 }),
      )
      .returning(accountColumns),
  )
  const setSignedIn = prepare<{ id: AccountId; signedIn: number }>(sqlite)((p) =>
    builder
      .updateTable('account')
      .set({ signed_in: p('signedIn') })
      .where('id', '=', p('id')),
  )
  const removeAccount = prepare<{ id: AccountId }>(sqlite)((p) =>
    builder.deleteFrom('account').where('id', '=', p('id')),
  )

  const all = prepare<object>(sqlite)(() =>
    builder.selectFrom('destination').select(columns).orderBy('name'),
  )
  const byId = prepare<{ id: DestinationId }>(sqlite)((p) =>
    builder.selectFrom('destination').select(columns).where('id', '=', p('id')),
  )
  const byName = prepare<{ name: string }>(sqlite)((p) =>
    builder.selectFrom('destination').select(columns).where('name', '=', p('name')),
  )
  const usingAccount = prepare<{ accountId: AccountId }>(sqlite)((p) =>
    builder.selectFrom('destination').select(columns).where('account_id', '=', p('accountId')),
  )
  const add = prepare<DestinationValues & { now: number }>(sqlite)((p) =>
    builder
      .insertInto('destination')
      .values({
        name: p('name'),
        target: p('target'),
        secret: p('secret'),
        signing_secret: p('signingSecret'),
        account_id: p('accountId'),
        created_at: p('now'),
      })
      .returning(columns),
  )
  const change = prepare<DestinationValues & { id: DestinationId }>(sqlite)((p) =>
    builder
      .updateTable('destination')
      .set({
        name: p('name'),
        target: p('target'),
        secret: p('secret'),
        signing_secret: p('signingSecret'),
        account_id: p('accountId'),
      })
      .where('id', '=', p('id'))
      .returning(columns),
  )
  const remove = prepare<{ id: DestinationId }>(sqlite)((p) =>
    builder.deleteFrom('destination').where('id', '=', p('id')),
  )

  /** How many sources publish there, and how many of their publications have not gone out. */
  const uses = prepare<{ id: DestinationId }>(sqlite)((p) =>
    builder.selectNoFrom((outer) => [
      outer
        .selectFrom('source')
        .where('removed_at', 'is', null)
        .where(
          sql<boolean>`exists (select 1 from json_each(source.destinations) as one
            where one.value ->> 'kind' = 'saved' and one.value ->> 'id' = ${p('id')})`,
        )
        .select((column) => column.fn.countAll<number>().as('sources'))
        .as('sources'),
      outer
        .selectFrom('job')
        .where('type', '=', sql.lit('publish'))
        .where('status', 'in', activeStatuses)
        .where(sql<boolean>`job.destination ->> 'id' = ${p('id')}`)
        .select((column) => column.fn.countAll<number>().as('jobs'))
        .as('publications'),
    ]),
  )

  const delivery = prepare<{ workKey: string }>(sqlite)((p) =>
    builder.selectFrom('delivery').select('state').where('work_key', '=', p('workKey')),
  )
  const saveDelivery = prepare<{ workKey: string; state: string; now: number }>(sqlite)((p) =>
    builder
      .insertInto('delivery')
      .values({ work_key: p('workKey'), state: p('state'), updated_at: p('now') })
      .onConflict((conflict) =>
        conflict.column('work_key').doUpdateSet({ state: p('state'), updated_at: p('now') }),
      ),
  )

  return {
    accounts,
    account,
    addAccount,
    setSignedIn,
    removeAccount,
    all,
    byId,
    byName,
    usingAccount,
    add,
    change,
    remove,
    uses,
    delivery,
    saveDelivery,
  }
}
