import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { SpoolError } from '../../shared/errors.ts'
import { backUp } from './backup.ts'
import { migrations } from './migrations/index.ts'

export interface OpenOptions {
  file: string
  /** Another build of better-sqlite3's native part, for a runtime its own does not fit. */
  nativeBinding?: string | undefined
}

/**
 * Opens the database file, made if missing, at the newest schema.
 *
 * WAL with `synchronous = full`: an accepted job is on disk when the call returns (invariant 1),
 * and readers never wait for the writer.
 *
 * @throws SpoolError `invalid-input` where a newer Spool wrote the file; SQLite's own error, which
 * `toFailure` classifies, where it cannot be opened or is damaged: it is left as it is
 */
export async function openSqlite({ file, nativeBinding }: OpenOptions): Promise<Sqlite> {
  mkdirSync(dirname(file), { recursive: true })
  const sqlite = new SqliteDatabase(file, nativeBinding === undefined ? {} : { nativeBinding })
  try {
    sqlite.pragma('busy_timeout = 5000')
    sqlite.pragma('journal_mode = wal')
    sqlite.pragma('synchronous = full')
    sqlite.pragma('foreign_keys = on')
    await migrate(sqlite, file)
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}

/**
 * Brings an older database up to date, after a check and a backup. One process does it at a time:
 * the write lock is taken before the migrator looks.
 */
async function migrate(sqlite: Sqlite, file: string): Promise<void> {
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) }),
    provider: { getMigrations: () => Promise.resolve(migrations) },
    disableTransactions: true,
  })
  if (isNewer(sqlite)) throw newer(file)
  if (await isOutdated(sqlite, migrator)) {
    if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(file)
    await backUp(sqlite, file, Date.now())
  }
  sqlite.exec('begin immediate')
  const { error } = await migrator.migrateToLatest()
  sqlite.exec(error === undefined ? 'commit' : 'rollback')
  if (error === undefined) return
  throw error instanceof Error ? error : new Error('The migration failed.', { cause: error })
}

const hasTable = (sqlite: Sqlite, name: string): boolean =>
  sqlite.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(name) !==
  undefined

/** Whether something was done to it that this Spool knows nothing of. */
function isNewer(sqlite: Sqlite): boolean {
  if (!hasTable(sqlite, 'kysely_migration')) return false
  const done = sqlite.prepare<[], { name: string }>('select name from kysely_migration').all()
  return done.some(({ name }) => !Object.hasOwn(migrations, name))
}

/** Whether there is something in it that a migration could harm. */
async function isOutdated(sqlite: Sqlite, migrator: Migrator): Promise<boolean> {
  if (!hasTable(sqlite, 'job')) return false
  return (await migrator.getMigrations()).some(({ executedAt }) => executedAt === undefined)
}

const newer = (file: string): SpoolError =>
  new SpoolError(
    'invalid-input',
    `The database ${file} was written by a newer Spool. Update Spool, or set SPOOL_HOME to another folder.`,
    { details: { path: file } },
  )

const damaged = (file: string): SpoolError =>
  new SpoolError('invalid-input', `Spool's database ${file} is damaged.`, {
    details: { path: file },
  })
