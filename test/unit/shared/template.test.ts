import { describe, expect, it } from 'vitest'
import { targetSchema } from '../../../src/shared/destination.ts'
import { fillTemplate, templateFactsSchema, unknownWords } from '../../../src/shared/template.ts'

const facts = templateFactsSchema.parse({
  title: 'A {channel} day',
  channel: 'Hills',
  tags: ['one', 'two'],
  publishedAt: Date.UTC(2026, 0, 5, 23),
  durationSeconds: 61.6,
})

describe('a template', () => {
  it.each([
    ['{channel} – {title}', 'Hills – A {channel} day'],
    ['{date} {year}-{month}-{day}', '2026-01-05 2026-01-05'],
    ['{tags}', 'one, two'],
    ['{duration} s as {ext}', '62 s as mp4'],
    ['{nothing} {}', '{nothing} {}'],
  ])('%s', (template, filled) => {
    expect(fillTemplate(template, facts)).toBe(filled)
  })

  it('leaves out what nobody knows', () => {
    expect(fillTemplate('[{date}{id}{url}]', { ...facts, publishedAt: null })).toBe('[]')
  })

  it('with a word that is none is refused where it is set, by its name', () => {
    expect(unknownWords('{title} {titel}')).toEqual(['titel'])
    const parsed = targetSchema.safeParse({ kind: 'folder', path: '/x', name: '{titel}' })
    expect(parsed.error?.issues[0]?.message).toBe('There is no {titel} to fill in.')
  })
})
