import type { Database } from '../../../src/core/database/index.ts'
import type { VideoId } from '../../../src/shared/job.ts'

/** A video that nothing is known of but where it is. */
export function newVideo(
  database: Database,
  n: number,
  location = `http://127.0.0.1/${n}.mp4`,
): VideoId {
  const row = database.library.addVideo.get({
    site: 'test',
    siteId: String(n),
    title: `Video ${n}`,
    location,
    fetch: 'direct',
    durationSeconds: null,
    publishedAt: null,
    bytes: null,
    now: 0,
  })
  if (!row) throw new Error('The database returned no row for a video.')
  return row.id
}
