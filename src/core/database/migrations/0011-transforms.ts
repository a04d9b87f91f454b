import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** As `workKey` makes it, with the version where a preset was changed since it was made. */
const newKey = (table: string) => {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql`${column('type')} || ':' || ${column('video_id')} || ':' || ${column('preset')} || '@' ||
    ${column('preset_version')} || iif(${column('type')} = 'publish', ':' || ${column('destination')}, '')`
}

/** Which version of a preset work is done with, several presets of a source, notes of renditions. */
export const transforms: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`alter table job add column preset_version integer not null default 1`,
      sql`alter table source add column more_presets text not null default '[]'`,
      sql`alter table artefact add column notes text not null default '[]'`,
      sql`update job set preset_version = pinned.version
        from (select job_id, json_extract(data, '$.version') as version from job_preset) as pinned
        where job.id = pinned.job_id and job.type in ('transform', 'publish')`,
      sql`update artefact set work_key = ${newKey('job')} from job
        where job.id = artefact.job_id and job.preset_version > 1`,
      sql`update or ignore delivery set work_key = ${newKey('job')} from job
        where job.work_key = delivery.work_key and job.preset_version > 1`,
      sql`update job set work_key = ${newKey('job')} where preset_version > 1`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
