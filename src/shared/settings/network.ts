import { z } from 'zod'

/**
 * Names, addresses and ranges of the local network that sources may be fetched from: `nas.local`,
 * `192.168.1.20`, `192.168.1.0/24`, `::1`.
 */
export const localHostSchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\s/@]+(\/\d{1,3})?$/)

/**
 * What may be reached. A page, a feed or a redirect must not lead Spool to a router, a database or
 * anything else that only answers because it is asked from inside.
 */
export const networkSettingsSchema = z.object({
  /** Whether everything on this machine and in its network may be a source. */
  allowLocal: z.boolean(),
  /** What of it may be one all the same. */
  localHosts: z.array(localHostSchema).max(100),
})
export type NetworkSettings = z.infer<typeof networkSettingsSchema>

export const defaultNetwork: NetworkSettings = { allowLocal: false, localHosts: [] }
