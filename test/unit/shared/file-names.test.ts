import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberedName, safeFileName, safeWord } from '../../../src/shared/names.ts'
import { fillTemplate, templateFactsSchema } from '../../../src/shared/template.ts'

const bytes = (text: string) => new TextEncoder().encode(text).length
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    'CON',
    'con.txt',
    'nul',
    'COM1',
    'lpt¹',
    '..',
    '.',
    ' ',
    '-rf',
    'a.',
    'a ',
    '👩‍👩‍👧‍👦'.repeat(90),
  ),
)

describe('a file name made of anything', () => {
  it('is one that Windows, macOS and Linux take', () => {
    fc.assert(
      fc.property(anything, (title) => {
        const name = safeFileName(title)
        expect(name).not.toBe('')
        expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f]/)
        expect(name).not.toMatch(/^[\s.-]|[\s.]$/)
        expect(name.split('.')[0]).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/i)
        expect(name.isWellFormed()).toBe(true)
        expect(name.normalize('NFC')).toBe(name)
        expect(bytes(numberedName(name, 'info.json', 10_000)) + '.part'.length).toBeLessThanOrEqual(
          255,
        )
      }),
      { numRuns: 1_000 },
    )
  })

  it('is left as it is by another round', () => {
    fc.assert(
      fc.property(anything, (title) => {
        expect(safeFileName(safeFileName(title))).toBe(safeFileName(title))
      }),
    )
  })

  it('keeps emoji whole', () => {
    expect(safeFileName('A 👩‍👩‍👧‍👦 day')).toBe('A 👩‍👩‍👧‍👦 day')
    expect(safeFileName('👩‍👩‍👧‍👦'.repeat(90))).toMatch(/^(👩‍👩‍👧‍👦)+$/u)
  })
})

describe('a template', () => {
  const named = (template: string, facts: object) =>
    safeFileName(
      fillTemplate(template, templateFactsSchema.parse({ title: 'T', ...facts }), safeWord),
    )

  it.each([
    [
      '{date} {title} [{id}]',
      { publishedAt: Date.UTC(2026, 2, 1), id: 'a/b:c' },
      '2026-03-01 T [a b c]',
    ],
    ['{channel} – {title}', { channel: '../../etc', title: 'passwd' }, 'etc – passwd'],
    ['{site}', { site: 'NUL' }, 'NUL_'],
    ['{title}', { title: '{id}', id: 'x' }, '{id}'],
    ['{channel}', {}, 'untitled'],
  ])('%s', (template, facts, expected) => {
    expect(named(template, facts)).toBe(expected)
  })

  it('never leads out of its folder', () => {
    fc.assert(
      fc.property(anything, anything, (title, id) => {
        expect(named('{title}/{id}', { title, id })).not.toMatch(/[/\\]/)
      }),
    )
  })
})
