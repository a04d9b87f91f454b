import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { SpoolError } from '../../shared/errors.ts'
import { migrations } from './migrations.ts'

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
 * @throws SpoolError kind `disk` where the file cannot be opened, `invalid-input` where it is
 * damaged or was written by a newer Spool
 */
export async function openSqlite({ file, nativeBinding }: OpenOptions): Promise<Sqlite> {
  mkdirSync(dirname(file), { recursive: true })
  const sqlite = connect(file, nativeBinding)
  try {
    sqlite.pragma('busy_timeout = 5000')
    sqlite.pragma('journal_mode = wal')
    sqlite.pragma('synchronous = full')
    sqlite.pragma('foreign_keys = on')
    await migrate(sqlite, file)
    return sqlite
  } catch (error) {
    sqlite.close()
    throw unusable(file, error)
  }
}

function connect(file: string, nativeBinding: string | undefined): Sqlite {
  try {
    return new SqliteDatabase(file, nativeBinding === undefined ? {} : { nativeBinding })
  } catch (error) {
    throw new SpoolError('disk', `Spool's database ${file} cannot be opened.`, {
      cause: error,
      details: { path: file, stack: String(error) },
    })
  }
}

/** One process migrates at a time: the write lock is taken before the migrator looks. */
async function migrate(sqlite: Sqlite, file: string): Promise<void> {
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) }),
    provider: { getMigrations: () => Promise.resolve(migrations) },
    disableTransactions: true,
  })
  sqlite.exec('begin immediate')
  const { error } = await migrator.migrateToLatest()
  sqlite.exec(error === undefined ? 'commit' : 'rollback')
  if (error === undefined) return
  if (String(error).includes('previously executed migration')) {
    throw new SpoolError(
      'invalid-input',
      `The database ${file} was written by a newer Spool. Update Spool, or set SPOOL_HOME to another folder.`,
      { cause: error, details: { path: file } },
    )
  }
  throw error instanceof Error ? error : new Error('The migration failed.', { cause: error })
}

function unusable(file: string, error: unknown): SpoolError {
  if (error instanceof SpoolError) return error
  return new SpoolError(
    'invalid-input',
    `Spool's database ${file} is damaged or no database. It was left as it is; move it away to begin anew.`,
    { cause: error, details: { path: file, stack: String(error) } },
  )
}
