import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { backupsOf, backUp, backUpTo, setAside } from '../../../src/core/database/backup.ts'
import { toFailure } from '../../../src/shared/errors.ts'
import { temporaryFolder } from './temporary.ts'

async function open(file: string): Promise<void> {
  const database = await openDatabase({ file })
  database.close()
}

async function failureOf(work: Promise<unknown>) {
  try {
    await work
  } catch (error) {
    return toFailure(error)
  }
  throw new Error('It did not fail.')
}

describe('the database file', () => {
  it('is in WAL mode, with STRICT tables and every commit synced', async () => {
    const file = join(await temporaryFolder(), 'spool.db')
    await open(file)
    const sqlite = new Sqlite(file)
    expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
    const tables = sqlite
      .prepare<[], { name: string; strict: number }>(
        "select name, strict from pragma_table_list where schema = 'main' and type = 'table'",
      )
      .all()
      .filter(({ name }) => !name.startsWith('sqlite_') && !name.startsWith('kysely_'))
    expect(tables.length).toBeGreaterThan(10)
    expect(tables.filter(({ strict }) => strict === 0)).toEqual([])
    expect(() => sqlite.exec("insert into job_count values ('scrape', 'x', 'many', 0)")).toThrow()
    sqlite.close()
  })

  it('written by a newer Spool is refused with a sentence and left alone', async () => {
    const file = join(await temporaryFolder(), 'spool.db')
    await open(file)
    const sqlite = new Sqlite(file)
    // From another branch of versions: it lacks what this one knows, too.
    sqlite.exec("update kysely_migration set name = '9999-future' where name = '0014-window'")
    sqlite.close()
    const failure = await failureOf(open(file))
    expect(failure).toMatchObject({ kind: 'invalid-input' })
    expect(failure.message).toMatch(/newer Spool.*Update Spool/)
    expect(await backupsOf(file), 'a copy with every start would push the good ones away').toEqual(
      [],
    )
  })

  it('that is something else is refused with a sentence and left as it was', async () => {
    const file = join(await temporaryFolder(), 'spool.db')
    const text = 'This is a shopping list, not a database. '.repeat(50)
    await writeFile(file, text)
    const failure = await failureOf(open(file))
    expect(failure.message).toMatch(/left as it is/)
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  it('is checked and backed up before it is migrated', async () => {
    const file = join(await temporaryFolder(), 'spool.db')
    await open(file)
    expect(await backupsOf(file)).toEqual([])
    // As an older Spool would have left it: the newest migration is still to come.
    const sqlite = new Sqlite(file)
    sqlite.exec('delete from kysely_migration')
    sqlite.close()
    await failureOf(open(file))
    const [backup = ''] = await backupsOf(file)
    const copy = new Sqlite(backup)
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    copy.close()
  })

  it('can be set aside for its last backup, and nothing is ever overwritten', async () => {
    const file = join(await temporaryFolder(), 'spool.db')
    const database = await openDatabase({ file })
    database.setSetting('mark', '"before"')
    const sqlite = new Sqlite(file)
    await backUp(sqlite, file, Date.now())
    sqlite.close()
    database.setSetting('mark', '"after"')
    database.close()
    await writeFile(file, 'damage')

    const aside = await setAside(file, 'backup', Date.now())
    expect(await readFile(aside, 'utf8')).toBe('damage')
    const again = await openDatabase({ file })
    expect(again.setting('mark')).toBe('"before"')
    again.close()
  })

  it('leaves nothing of a backup that is stopped', async () => {
    const folder = await temporaryFolder()
    const sqlite = new Sqlite(join(folder, 'spool.db'))
    sqlite.exec('create table filler as select randomblob(4000000) as bytes')
    const stopping = new AbortController()
    const backup = backUpTo(sqlite, join(folder, 'copy'), stopping.signal)
    stopping.abort(new Error('Stopped.'))
    await expect(backup).rejects.toThrow('Stopped.')
    sqlite.close()
    expect(await readdir(folder)).toEqual(['spool.db'])
  })

  it('is not moved where there is no backup to go back to', async () => {
    const file = join(await temporaryFolder(), 'spool.db')
    await writeFile(file, 'damage')
    const failure = await failureOf(setAside(file, 'backup', Date.now()))
    expect(failure).toMatchObject({ kind: 'gone' })
    expect(await readFile(file, 'utf8')).toBe('damage')
  })
})
