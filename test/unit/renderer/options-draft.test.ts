import { describe, expect, it } from 'vitest'
import type { SourceOptions } from '../../../src/shared/source.ts'
import { draftOf, emptyDraft, readDraft } from '../../../src/renderer/src/library/options-draft.ts'

describe('the fields of a source', () => {
  it('mean nothing but “only when asked” while they are empty', () => {
    expect(readDraft(emptyDraft)).toEqual({
      options: { filter: {}, watch: null, priority: 0 },
      bad: null,
    })
  })

  it.each<Required<Pick<SourceOptions, 'filter' | 'watch'>>>([
    { filter: { newest: 20, shorts: 'leave-out' }, watch: { kind: 'interval', minutes: 360 } },
    { filter: { title: 'walk|run', minSeconds: 90, maxSeconds: 600 }, watch: { kind: 'folder' } },
    {
      filter: { since: new Date(2026, 0, 31).getTime(), live: 'leave-out' },
      watch: { kind: 'cron', expression: '0 7 * * 1' },
    },
    { filter: { shorts: 'only' }, watch: { kind: 'interval', minutes: 45 } },
  ])('show and give back %j', ({ filter = {}, watch = null }) => {
    expect(readDraft(draftOf({ filter, watch, priority: 7 })).options).toEqual({
      filter,
      watch,
      priority: 7,
    })
  })

  it('say which of them mean nothing', () => {
    const { bad } = readDraft({ ...emptyDraft, newest: 'many', title: '(', minMinutes: '-1' })
    expect(bad).toEqual(['newest', 'title', 'minSeconds'])
  })
})
