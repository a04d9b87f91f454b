import type { Database as Sqlite } from 'better-sqlite3'
import { backUp, backUpTo } from './backup.ts'
import { destinationStore } from './destinations.ts'
import { diskStore } from './disks.ts'
import { failureStore } from './failures.ts'
import { figureStore } from './figures.ts'
import { finderStore } from './finder.ts'
import { githubStore } from './github.ts'
import { jobStore } from './jobs.ts'
import { libraryStore } from './library.ts'
import { listStore } from './lists.ts'
import { orderStore } from './order.ts'
import { openSqlite, type OpenOptions } from './open.ts'
import { presetStore } from './presets.ts'
import { processStore } from './processes.ts'
import { siteStore } from './sites.ts'
import { publicationStore } from './publications.ts'
import { quotaStore } from './quota.ts'
import { sourceStore } from './sources.ts'
import { builder, prepare } from './statement.ts'
import { recentStore } from './recent.ts'
import { videoStore } from './videos.ts'

export type { JobRow, NewJob } from './jobs.ts'
export type { LegRow } from './publications.ts'
export { summaryOf, type ListedJob } from './listed.ts'
export { lastBackupAt, setAside } from './backup.ts'
export { isPassing } from './passing.ts'
export type { Database }

type Database = ReturnType<typeof assemble>

/** Opens Spool's database; see {@link openSqlite} for what can go wrong. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  return assemble(await openSqlite(options), options.file)
}

function assemble(sqlite: Sqlite, file: string) {
  const figures = figureStore(sqlite)
  const failures = failureStore(sqlite)
  const readSetting = prepare<{ key: string }>(sqlite)((p) =>
    builder.selectFrom('setting').select('value').where('key', '=', p('key')),
  )
  const writeSetting = prepare<{ key: string; value: string }>(sqlite)((p) =>
    builder
      .insertInto('setting')
      .values({ key: p('key'), value: p('value') })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: p('value') })),
  )
  return {
    jobs: jobStore(sqlite),
    destinations: destinationStore(sqlite),
    github: githubStore(sqlite),
    library: libraryStore(sqlite),
    sources: sourceStore(sqlite),
    lists: listStore(sqlite),
    figures,
    order: orderStore(sqlite),
    finder: finderStore(sqlite),
    videos: videoStore(sqlite),
    recent: recentStore(sqlite),
    failures,
    presets: presetStore(sqlite),
    processes: processStore(sqlite),
    sites: siteStore(sqlite),
    publications: publicationStore(sqlite),
    quota: quotaStore(sqlite),
    disks: diskStore(sqlite),
    /** A setting's JSON, or undefined where it was never set. */
    setting: (key: string): string | undefined => readSetting.get({ key })?.value,
    setSetting: (key: string, value: string): void => void writeSetting.run({ key, value }),
    /**
     * All of it or nothing. Takes the write lock at once, so that what is read inside still holds
     * when it is written; waits up to 5 s for another process that holds it.
     */
    transaction: <T>(work: () => T): T => sqlite.transaction(work).immediate(),
    /** Copies it beside itself while it is in use; the last three copies stay. @returns the path */
    backUp: (now: number, signal?: AbortSignal): Promise<string> =>
      backUp(sqlite, file, now, signal),
    /** Copies it to this file while it is in use; the file appears when it is whole. */
    backUpTo: (target: string): Promise<void> => backUpTo(sqlite, target),
    /**
     * What is wrong with the file, in SQLite's words, and with the counters, counted again; empty
     * where nothing is. Reads all of it.
     */
    check: (): string[] => {
      const rows = sqlite.prepare<[], { integrity_check: string }>('pragma integrity_check').all()
      const damage = rows.map((row) => row.integrity_check).filter((problem) => problem !== 'ok')
      return [...damage, ...figures.wrong(), ...failures.wrong()]
    },
    close: (): void => {
      sqlite.pragma('optimize')
      sqlite.close()
    },
  }
}
