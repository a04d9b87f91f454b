import { z } from 'zod'

export const progressSchema = z.object({
  /** What is being done now, as a word for people: "Downloading", "Encoding", "Verifying". */
  phase: z.string(),
  /** 0 to 1; null where it cannot be known. */
  fraction: z.number().min(0).max(1).nullable(),
  /** Bytes per second for network and copy, or times real time for media; null while unknown. */
  speed: z
    .discriminatedUnion('unit', [
      z.object({ unit: z.literal('bytes/s'), value: z.number().nonnegative() }),
      z.object({ unit: z.literal('x'), value: z.number().nonnegative() }),
    ])
    .nullable(),
  etaSeconds: z.number().nonnegative().nullable(),
})
export type Progress = z.infer<typeof progressSchema>

/**
 * Keeps the promise of invariant 6 whatever a stage reports: a fraction never goes back within a
 * job's attempt and never exceeds 1; not-a-number becomes unknown.
 */
export function monotonic(previous: Progress | null, next: Progress): Progress {
  if (next.fraction === null || Number.isNaN(next.fraction)) return { ...next, fraction: null }
  const floor = previous?.fraction ?? 0
  return { ...next, fraction: Math.min(1, Math.max(floor, next.fraction)) }
}
