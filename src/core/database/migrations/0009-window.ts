import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the window looks for by: the jobs of a video or a source, and words in titles. */
export const window: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`create index job_by_video on job (video_id, id)`,
      sql`create index job_by_source on job (source_id, id)`,
      sql`create index artefact_by_video on artefact (video_id, id)`,
      // Any three letters in a row are found, wherever they stand.
      sql`create virtual table video_text using fts5(
        title, content = 'video', content_rowid = 'id', tokenize = 'trigram')`,
      sql`insert into video_text (rowid, title) select id, title from video`,
      sql`create trigger video_text_added after insert on video begin
        insert into video_text (rowid, title) values (new.id, new.title);
      end`,
      sql`create trigger video_text_removed after delete on video begin
        insert into video_text (video_text, rowid, title) values ('delete', old.id, old.title);
      end`,
      sql`create trigger video_text_changed after update of title on video
        when old.title <> new.title begin
        insert into video_text (video_text, rowid, title) values ('delete', old.id, old.title);
        insert into video_text (rowid, title) values (new.id, new.title);
      end`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
