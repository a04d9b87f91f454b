import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { initial } from '../../../src/core/database/migrations/0001-initial.ts'
import { review } from '../../../src/core/database/migrations/0008-review.ts'
import { destinationsSchema } from '../../../src/shared/pipeline.ts'

it('reads the one destination of an older source as a list of one', async () => {
  const sqlite = new SqliteDatabase(':memory:')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) })
  await initial.up(db)
  sqlite.exec(`insert into source (location, preset, destination, created_at)
    values ('/in', 'youtube-1080p', '{"kind":"folder","path":"/out"}', 0)`)
  await review.up(db)
  const row = sqlite.prepare<[], { destinations: string }>('select destinations from source').get()
  const destinations = destinationsSchema.parse(JSON.parse(row?.destinations ?? ''))
  expect(destinations).toEqual([{ kind: 'folder', path: '/out' }])
  sqlite.close()
})
