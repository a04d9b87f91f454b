import { describe, expect, it } from 'vitest'
import { describes, scrapeOrder } from '../../../src/core/pipeline/scrape.ts'
import { jobIdSchema, sourceIdSchema } from '../../../src/shared/job.ts'

const now = Date.UTC(2026, 10, 24)
const hour = 3_600_000
const check = jobIdSchema.parse(7)
const source = {
  id: sourceIdSchema.parse(1),
  location: 'https://www.youtube.com/@someone',
  kind: 'channel',
  title: 'Someone',
  preset: 'youtube-1080p',
  more_presets: '[]',
  destinations: '[]',
  paused: 0,
  filter: '{"newest":5}',
  watch: '{"kind":"interval","minutes":60}',
  priority: 0,
  videos: 3,
  left_out: 0,
  feed: 'https://www.youtube.com/feeds/videos.xml?channel_id=UC',
  etag: '"v1"',
  last_modified: null,
  created_at: 0,
  checked_at: now - hour,
  fully_checked_at: now - hour,
  next_check_at: now + hour,
  check_job_id: check,
  naming: null,
  bytes_per_second: null,
} as const

const order = (more: { fully_checked_at?: number; watch?: string } = {}, job = check) =>
  scrapeOrder({ ...source, ...more }, { id: job }, 5_000, now)

describe('a look at a channel', () => {
  it('that nobody asked for goes to its feed, and asks only for what changed', () => {
    expect(order()).toEqual({
      type: 'scrape',
      location: source.location,
      filter: { newest: 5 },
      feed: source.feed,
      validators: { etag: '"v1"', lastModified: null },
    })
  })

  it('that a person asked for reads all of it', () => {
    const asked = order({}, jobIdSchema.parse(8))
    expect([asked.feed, asked.validators]).toEqual([undefined, undefined])
  })

  it('reads all of it once a week, as a feed holds only the newest', () => {
    const asked = order({ fully_checked_at: now - 8 * 24 * hour })
    expect([asked.feed, asked.validators]).toEqual([undefined, undefined])
  })

  it('leaves files in a watched folder the time to settle', () => {
    expect(order({ watch: '{"kind":"folder"}' }).settleMs).toBe(5_000)
  })

  it('by its feed does not rename it', () => {
    expect(describes({ kind: 'feed', title: 'x' }, source)).toBe(false)
    expect(describes({ kind: 'channel', title: 'x' }, source)).toBe(true)
  })
})
