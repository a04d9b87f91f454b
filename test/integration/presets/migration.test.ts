import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { migrations } from '../../../src/core/database/migrations/index.ts'
import { workKey } from '../../../src/core/queue/work-key.ts'
import { videoIdSchema } from '../../../src/shared/job.ts'

it('what was made with a changed preset is known as such', async () => {
  const sqlite = new SqliteDatabase(':memory:')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) })
  for (const [name, migration] of Object.entries(migrations)) {
    if (name < '0011') await migration.up(db)
  }
  const destination = '{"kind":"folder","path":"/out"}'
  sqlite.exec(`
    insert into video (site, site_id, title, location, created_at) values ('x', '1', 'One', '/in', 0);
    insert into preset (id, data, changed_at) values ('mine', '{"version":3}', 0);`)
  const insert = sqlite.prepare<[string, string, string, string | null]>(
    `insert into job (type, status, priority, video_id, work_key, preset, destination, max_attempts,
      created_at, updated_at, queued_at) values (?, 'completed', 0, 1, ?, ?, ?, 3, 0, 0, 0)`,
  )
  const keys = (presetVersion: number, preset = 'mine') => {
    const work = { videoId: videoIdSchema.parse(1), preset, presetVersion, destination }
    return [workKey({ ...work, type: 'transform' }), workKey({ ...work, type: 'publish' })] as const
  }
  const [before, after] = [keys(1), keys(3)]
  insert.run('transform', before[0], 'mine', null)
  insert.run('publish', before[1], 'mine', destination)
  insert.run('transform', keys(1, 'square')[0], 'square', null)
  sqlite.exec(`
    insert into artefact (job_id, video_id, work_key, kind, path, bytes, created_at)
      select id, 1, work_key, 'rendition', '/made', 1, 0 from job order by id;
    insert into delivery (work_key, state, updated_at) select work_key, '{}', 0 from job
      where type = 'publish';`)
  await migrations['0011-transforms']?.up(db)
  const found = (table: string) =>
    sqlite.prepare<[], string>(`select work_key from ${table} order by rowid`).pluck().all()
  expect(found('job')).toEqual([...after, ...[keys(1, 'square')[0]]])
  expect(found('artefact')).toEqual(found('job'))
  expect(sqlite.prepare<[], string>('select work_key from delivery').pluck().all()).toEqual([
    after[1],
  ])
  sqlite.close()
})
