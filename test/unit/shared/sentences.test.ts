import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { speak } from '../../../src/shared/language.ts'
import german from '../../../src/shared/locales/de/sentences.json' with { type: 'json' }
import { translated } from '../../../src/shared/sentences.ts'
import { sentencesOfTheSources } from '../../fixtures/sentences/index.ts'

const catalogue = new Map(Object.entries(german))
const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort().join()
const filled = (text: string) => text.replace(/\{(\d)\}/g, 'v$1')

beforeEach(() => {
  speak('de')
})
afterEach(() => {
  speak('en')
})

describe('the sentences of the engine', () => {
  it('stand in the German catalogue, every one, and no others', () => {
    expect([...catalogue.keys()].sort()).toEqual([...sentencesOfTheSources()].sort())
  })

  it('are filled with the same values in both languages', () => {
    const differing = [...catalogue].filter(
      ([english, translation]) => placeholders(english) !== placeholders(translation),
    )
    expect(differing).toEqual([])
  })

  it('come out in German whatever they are filled with', () => {
    const wrong = [...catalogue].filter(
      ([english, translation]) => translated(filled(english)) !== filled(translation),
    )
    expect(wrong).toEqual([])
  })

  it('hold another sentence', () => {
    expect(
      translated(
        'The rendition is not what was planned. It lasts 4.0 s and not the planned 5.0 s. Please report it.',
      ),
    ).toBe(
      'Die Fassung ist nicht wie geplant. Sie dauert 4.0 s und nicht die geplanten 5.0 s. Bitte melde es.',
    )
  })

  it('keep what fills them, whatever it looks like', () => {
    expect(translated('There is no preset “a.*{1} (b)\n$1”. Choose another one.')).toBe(
      'Es gibt keine Vorgabe „a.*{1} (b)\n$1“. Wähle eine andere.',
    )
  })

  it('stay as they are in English, and where the catalogue does not know them', () => {
    expect(translated('Unheard of.')).toBe('Unheard of.')
    speak('en')
    expect(translated('This job was stopped.')).toBe('This job was stopped.')
  })
})
