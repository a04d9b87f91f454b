import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monotonic, progressSchema, type Progress } from '../../../src/shared/progress.ts'

const at = (fraction: number | null): Progress => ({
  phase: 'encoding',
  fraction,
  speed: null,
  etaSeconds: null,
})

describe('progress', () => {
  it('never goes back and never exceeds 100 %, whatever a stage reports', () => {
    const reported = fc.array(fc.oneof(fc.double(), fc.constant(null)), { maxLength: 50 })
    fc.assert(
      fc.property(reported, (fractions) => {
        let last: Progress | null = null
        for (const fraction of fractions) {
          const next = monotonic(last, at(fraction))
          expect(progressSchema.safeParse(next).success).toBe(true)
          if (next.fraction !== null) {
            expect(next.fraction).toBeGreaterThanOrEqual(last?.fraction ?? 0)
            last = next
          }
        }
      }),
    )
  })

  it('says unknown when it is unknown', () => {
    expect(monotonic(at(0.5), at(null)).fraction).toBeNull()
    expect(monotonic(at(0.5), at(Number.NaN)).fraction).toBeNull()
  })
})
