import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberedName, safeFileName } from '../../../src/shared/names.ts'

/** Titles of anything: whole characters, halves of them, and what breaks file systems. */
const title = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(
      '.',
      '-',
      ' ',
      '/',
      '\\',
      ':',
      '\0',
      '\n',
      'a',
      'é',
      '👩‍👩‍👧',
      '\ud83d',
      '\u202e',
    ),
    maxLength: 300,
  }),
  fc.constantFrom('con', 'NUL', 'com1', 'lpt9', 'prn.', '', '...', '- - -', '..'),
)

describe('a title as a file name', () => {
  it('fits every common file system', () => {
    fc.assert(
      fc.property(title, (text) => {
        const name = safeFileName(text)
        expect(name).not.toBe('')
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(181)
        expect(name).not.toMatch(/[\u0000-\u001f\u007f<>:"/\\|?*]/)
        expect(name).not.toMatch(/^[-.\s]|[.\s]$/)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i)
        expect(name.isWellFormed()).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('does not change when made safe again', () => {
    fc.assert(
      fc.property(title, (text) => {
        const name = safeFileName(text)
        expect(safeFileName(name)).toBe(name)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['What? A/B test: part 1', 'What A B test part 1'],
    ['  ..hidden  ', 'hidden'],
    ['-rf *', 'rf'],
    ['CON', 'CON_'],
    ['', 'untitled'],
    ['Über – “naïve” 🎬', 'Über – “naïve” 🎬'],
  ])('of %j is %j', (text, name) => {
    expect(safeFileName(text)).toBe(name)
  })

  it('is cut between characters, never within one', () => {
    expect(safeFileName('👩‍👩‍👧'.repeat(50))).toBe('👩‍👩‍👧'.repeat(10))
  })

  it('gets a number where it is taken', () => {
    expect([1, 2, 3].map((n) => numberedName('a', 'mp4', n))).toEqual([
      'a.mp4',
      'a (2).mp4',
      'a (3).mp4',
    ])
  })
})
