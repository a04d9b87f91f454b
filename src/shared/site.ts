import { z } from 'zod'
import { failureCauseSchema } from './causes.ts'
import { timestampSchema } from './ids.ts'

/** Other names of the same house. */
const aliases: Readonly<Record<string, string>> = { 'youtu.be': 'youtube.com' }

/**
 * Who is asked for what lies at a location: the host, under its plain name. Empty for files of this
 * machine, which nobody has to be asked for.
 */
export function siteOf(location: string): string {
  if (!/^https?:/i.test(location) || !URL.canParse(location)) return ''
  const host = new URL(location).host.replace(/^(www|m|mobile|music)\.(?=[^.]+\.)/, '')
  return aliases[host] ?? host
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
