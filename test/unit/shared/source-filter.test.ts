import { describe, expect, it } from 'vitest'
import {
  sourceFilterSchema,
  wantedBy,
  type SourceFilter,
} from '../../../src/shared/source-filter.ts'

const video = { title: 'A Walk', durationSeconds: 60, publishedAt: 1_000, form: null }
const wants = (
  filter: SourceFilter,
  more: Partial<Parameters<ReturnType<typeof wantedBy>>[0]> = {},
) => wantedBy(filter)({ ...video, ...more })

describe('a filter', () => {
  it.each<[SourceFilter, boolean]>([
    [{}, true],
    [{ since: 1_000, until: 1_000 }, true],
    [{ since: 1_001 }, false],
    [{ until: 999 }, false],
    [{ title: '^a w' }, true],
    [{ title: 'run' }, false],
    [{ minSeconds: 60, maxSeconds: 60 }, true],
    [{ minSeconds: 61 }, false],
    [{ maxSeconds: 59 }, false],
    [{ shorts: 'only' }, false],
    [{ shorts: 'leave-out', live: 'leave-out' }, true],
  ])('%j of a plain video: %s', (filter, isWanted) => {
    expect(wants(filter)).toBe(isWanted)
  })

  it('leaves out nothing for what a site does not say', () => {
    const unknown = { durationSeconds: null, publishedAt: null }
    expect(wants({ since: 5_000, minSeconds: 500 }, unknown)).toBe(true)
  })

  it('knows shorts and streams, and never takes what is still to come', () => {
    expect(wants({ shorts: 'leave-out' }, { form: 'short' })).toBe(false)
    expect(wants({ shorts: 'only' }, { form: 'short' })).toBe(true)
    expect(wants({ live: 'leave-out' }, { form: 'live' })).toBe(false)
    expect(wants({}, { form: 'live' })).toBe(true)
    expect(wants({}, { form: 'upcoming' })).toBe(false)
  })

  it('refuses a pattern that is none', () => {
    expect(sourceFilterSchema.safeParse({ title: '(' }).success).toBe(false)
  })
})
