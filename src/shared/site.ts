import { z } from 'zod'
import { failureCauseSchema } from './causes.ts'
import { timestampSchema } from './ids.ts'

/** Houses with several names: who is sent away under one of them is not wanted under the others. */
const houses: Readonly<Record<string, readonly string[]>> = {
  'youtube.com': ['youtube.com', 'youtu.be', 'youtube-nocookie.com', 'googlevideo.com'],
  'vimeo.com': ['vimeo.com', 'vimeocdn.com'],
  'twitch.tv': ['twitch.tv', 'ttvnw.net'],
  'tiktok.com': ['tiktok.com', 'tiktokcdn.com'],
  'dailymotion.com': ['dailymotion.com', 'dai.ly', 'dmcdn.net'],
  'soundcloud.com': ['soundcloud.com', 'sndcdn.com'],
  'bilibili.com': ['bilibili.com', 'b23.tv', 'bilivideo.com'],
  'x.com': ['x.com', 'twitter.com', 't.co', 'twimg.com'],
  'facebook.com': ['facebook.com', 'fb.watch', 'fbcdn.net'],
}
const names = Object.entries(houses).flatMap(([site, all]) => all.map((name) => ({ site, name })))

/**
 * Who is asked for what lies at a location: the site, or the host under its plain name. Empty for files of this
 * machine, which nobody has to be asked for.
 */
export function siteOf(location: string): string {
  if (!/^https?:/i.test(location) || !URL.canParse(location)) return ''
  const host = new URL(location).host.replace(/^(www|m|mobile|music)\.(?=[^.]+\.)/, '')
  const house = names.find(({ name }) => host === name || host.endsWith(`.${name}`))
  return house?.site ?? host
}

/** A site that is left alone for a while. */
export const heldSiteSchema = z.object({
  site: z.string(),
  until: timestampSchema,
  /** Why, where it is known. */
  cause: failureCauseSchema.nullable(),
})
export type HeldSite = z.infer<typeof heldSiteSchema>

/** How long a site is left alone that does not say how long it wants to be. */
const firstHoldMs = 60_000
const firstBotHoldMs = 15 * 60_000
const longestHoldMs = 60 * 60_000
/** Whatever a server asks for, it is asked again after a day. */
const mostAskedMs = 24 * 60 * 60_000

/**
 * How long a site is left alone.
 *
 * @param strikes how many times in a row it has now sent us away, at least 1
 */
export function holdMs(
  strikes: number,
  { retryAfterMs, bot = false }: { retryAfterMs?: number | undefined; bot?: boolean },
): number {
  if (retryAfterMs !== undefined) return Math.min(Math.max(retryAfterMs, 1_000), mostAskedMs)
  return Math.min((bot ? firstBotHoldMs : firstHoldMs) * 2 ** (strikes - 1), longestHoldMs)
}
