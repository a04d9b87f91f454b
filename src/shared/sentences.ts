import { i18n, languageOf, type Language } from './language.ts'
import german from './locales/de/sentences.json' with { type: 'json' }

/** The sentences of the engine by their English text; `{1}`, `{2}` … is what they are filled with. */
const catalogues: Record<Language, Record<string, string> | null> = { en: null, de: german }

/** Longer than any sentence of ours: what a program said, and slow to compare. */
const longest = 1_000

/**
 * A sentence the engine said, in the language of this process. The engine speaks English in its
 * logs, in its database and between its processes; a window translates what it shows, so that old
 * sentences change with the language. What the catalogue lacks stays as it is.
 */
export function translated(english: string): string {
  const catalogue = catalogueOf(languageOf(i18n.language))
  if (!catalogue || english.length > longest) return english
  const whole = catalogue.whole.get(english)
  if (whole !== undefined) return whole
  for (const { pattern, translation } of catalogue.templates) {
    const values = pattern.exec(english)?.slice(1)
    // A value may be a sentence too: “The rendition is not what was planned. {1} Please report it.”
    if (values) return fill(translation, values.map(translated))
  }
  return english
}

interface Catalogue {
  whole: ReadonlyMap<string, string>
  /** The most telling first: `{1} is missing.` fits much that a longer one fits better. */
  templates: readonly { pattern: RegExp; translation: string }[]
}

const catalogueOf = (() => {
  const made = new Map<Language, Catalogue | null>()
  return (language: Language): Catalogue | null => {
    const sentences = catalogues[language]
    if (!made.has(language)) made.set(language, sentences && catalogueFrom(sentences))
    return made.get(language) ?? null
  }
})()

function catalogueFrom(sentences: Record<string, string>): Catalogue {
  const entries = Object.entries(sentences)
  return {
    whole: new Map(entries),
    templates: entries
      .filter(([english]) => placeholder.test(english))
      .sort(([a], [b]) => b.length - a.length)
      .map(([english, translation]) => ({ pattern: patternOf(english), translation })),
  }
}

const placeholder = /\{\d\}/

const patternOf = (template: string) =>
  new RegExp(`^${template.split(placeholder).map(escaped).join('(.+?)')}$`, 's')

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const fill = (template: string, values: readonly string[]) =>
  template.replace(/\{(\d)\}/g, (kept, place: string) => values[Number(place) - 1] ?? kept)
