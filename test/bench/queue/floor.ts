import SqliteDatabase from 'better-sqlite3'

/**
 * The least that the same work can cost: statements written by hand for just this, on the same
 * tables with the same triggers, each change one synced transaction as Spool's are.
 */
export function openFloor(file: string) {
  const sqlite = new SqliteDatabase(file)
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('synchronous = full')
  sqlite.pragma('foreign_keys = on')
  const present = sqlite.prepare(
    `select * from job where work_key = ? and status in ('queued', 'processing', 'retrying')`,
  )
  const insert = sqlite.prepare(
    `insert into job (type, status, priority, source_id, video_id, work_key, max_attempts,
       created_at, updated_at, queued_at, site)
     values ('download', 'queued', 0, 1, ?, ?, 3, ?, ?, ?, 'example.org') returning *`,
  )
  const head = sqlite.prepare<[], { id: number }>(
    `select id from job where type = 'download' and status = 'queued' and hold is null
     order by priority desc, queued_at, id limit 1`,
  )
  const claim = sqlite.prepare(
    `update job set status = 'processing', attempts = attempts + 1, lease = lease + 1,
       owner_id = ?, started_at = ?, updated_at = ? where id = ? and status = 'queued' returning *`,
  )
  const complete = sqlite.prepare(
    `update job set status = 'completed', owner_id = null, finished_at = ?, updated_at = ?
     where id = ? and status = 'processing'`,
  )
  const put = (videoId: number) => {
    const key = `download:${videoId}`
    const now = Date.now()
    if (!present.get(key)) insert.get(videoId, key, now, now, now)
  }
  const ownerId = Number(
    sqlite
      .prepare(`insert into owner (pid, process_started, heartbeat_at) values (0, 'bench', 0)`)
      .run().lastInsertRowid,
  )
  const enqueue = sqlite.transaction(put)
  const enqueueMany = sqlite.transaction((videoIds: readonly number[]) => {
    for (const videoId of videoIds) put(videoId)
  })
  const take = sqlite.transaction(() => {
    const next = head.get()
    const now = Date.now()
    if (next) claim.get(ownerId, now, now, next.id)
    return next
  })
  /** A result is stored together with what follows from it; here nothing does. */
  const finish = sqlite.transaction((id: number) => {
    const now = Date.now()
    complete.run(now, now, id)
  })
  return {
    enqueue: (videoId: number) => {
      enqueue.immediate(videoId)
    },
    enqueueMany: (videoIds: readonly number[]) => {
      enqueueMany.immediate(videoIds)
    },
    claimAndComplete: () => {
      const next = take.immediate()
      if (next) finish.immediate(next.id)
    },
    close: () => {
      sqlite.close()
    },
  }
}
