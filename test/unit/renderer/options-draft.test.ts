import { describe, expect, it } from 'vitest'
import type { SourceOptions } from '../../../src/shared/source.ts'
import { draftOf, emptyDraft, readDraft } from '../../../src/renderer/src/library/options-draft.ts'

describe('the fields of a source', () => {
  it('mean nothing but “only when asked” while they are empty', () => {
    expect(readDraft(emptyDraft)).toEqual({
      options: { filter: {}, watch: null, priority: 0, naming: null, bytesPerSecond: null },
      bad: null,
    })
  })

  it.each<Required<Pick<SourceOptions, 'filter' | 'watch'>>>([
    { filter: { newest: 20, shorts: 'leave-out' }, watch: { kind: 'interval', minutes: 360 } },
    { filter: { title: 'walk|run', minSeconds: 90, maxSeconds: 600 }, watch: { kind: 'folder' } },
    {
      filter: {
        since: new Date(2026, 0, 31).getTime(),
        until: new Date(2026, 1, 28, 23, 59, 59, 999).getTime(),
        live: 'leave-out',
      },
      watch: { kind: 'cron', expression: '0 7 * * 1' },
    },
    { filter: { shorts: 'only' }, watch: { kind: 'interval', minutes: 45 } },
  ])('show and give back %j', ({ filter = {}, watch = null }) => {
    const source = { filter, watch, priority: 7, naming: '{date} {title}', bytesPerSecond: 500_000 }
    expect(readDraft(draftOf(source)).options).toEqual(source)
  })

  it('say which of them mean nothing', () => {
    const wrong = { newest: 'many', title: '(', minMinutes: '-1', naming: '{titel}' }
    const { bad } = readDraft({ ...emptyDraft, ...wrong })
    expect(bad).toEqual(['newest', 'title', 'minSeconds', 'naming'])
  })
})
