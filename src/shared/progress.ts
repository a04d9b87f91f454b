import { z } from 'zod'

/** What a running job does just now; its words are `common.phase` in the catalogue. */
export const phaseSchema = z.enum([
  ...(['looking', 'downloading', 'downloading-sound', 'copying', 'checking'] as const),
  ...(['analysing', 'encoding', 'joining', 'uploading', 'verifying', 'moving'] as const),
  'waiting-for-room',
])
export type Phase = z.infer<typeof phaseSchema>

export const progressSchema = z.object({
  phase: phaseSchema,
  /** How many were found so far, while looking. */
  found: z.number().int().nonnegative().optional(),
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
