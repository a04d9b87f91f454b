import { z } from 'zod'

/** Which of a source's videos are wanted. What a site does not say cannot exclude a video. */
export const sourceFilterSchema = z.object({
  /** Published at this time or later. */
  since: z.number().int().optional(),
  until: z.number().int().optional(),
  /** A regular expression the title must match, without regard to case. */
  title: z.string().min(1).max(200).refine(isPattern, 'This is no regular expression.').optional(),
  minSeconds: z.number().nonnegative().optional(),
  maxSeconds: z.number().positive().optional(),
  shorts: z.enum(['include', 'leave-out', 'only']).optional(),
  /** Streams that are on the air now; those to come are never taken. */
  live: z.enum(['include', 'leave-out']).optional(),
  /** At most so many, the newest. */
  newest: z.number().int().min(1).max(100_000).optional(),
})
export type SourceFilter = z.infer<typeof sourceFilterSchema>

/** What a filter looks at. */
interface Candidate {
  title: string
  durationSeconds: number | null
  publishedAt: number | null
  form: 'video' | 'short' | 'live' | 'upcoming' | null
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'iu') instanceof RegExp
  } catch {
    return false
  }
}

/** A filter ready to be asked; `newest` is not its affair, as it is about all of them. */
export function wantedBy(filter: SourceFilter): (video: Candidate) => boolean {
  const title = filter.title === undefined ? null : new RegExp(filter.title, 'iu')
  const { since = -Infinity, until = Infinity, minSeconds = 0, maxSeconds = Infinity } = filter
  const within = (value: number | null, least: number, most: number) =>
    value === null || (value >= least && value <= most)
  return (video) => {
    if (video.form === 'upcoming') return false
    if (filter.live === 'leave-out' && video.form === 'live') return false
    if (filter.shorts === 'leave-out' && video.form === 'short') return false
    if (filter.shorts === 'only' && video.form !== 'short') return false
    return (
      within(video.publishedAt, since, until) &&
      within(video.durationSeconds, minSeconds, maxSeconds) &&
      (title === null || title.test(video.title))
    )
  }
}
