import { readFileSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { direction, languageOf, locale, speak, t } from '../../../src/shared/language.ts'
import { de } from '../../../src/shared/locales/de/index.ts'
import { en } from '../../../src/shared/locales/en/index.ts'

const project = join(import.meta.dirname, '..', '..', '..')

/** Every text of a catalogue by its key. */
function texts(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) => {
    const key = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') return [[key, value] as [string, string]]
    return typeof value === 'object' && value !== null ? texts(value, key) : []
  })
}

const english = new Map(texts(en))
const german = new Map(texts(de))
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)/g)].map(([, name]) => name).sort()

afterEach(() => {
  speak('en')
})

describe('the catalogue', () => {
  it('has the same keys in every language', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('fills in the same values in every language', () => {
    const differing = [...english].filter(
      ([key, text]) =>
        placeholders(text).join() !== placeholders(german.get(key) ?? '').join() &&
        !key.endsWith('_one'),
    )
    expect(differing).toEqual([])
  })

  it('names no text nobody asks for, and none is asked for that it lacks', () => {
    const source = globSync('src/**/*.{ts,tsx}', { cwd: project })
      .map((file) => readFileSync(join(project, file), 'utf8'))
      .join('\n')
    const areas = Object.keys(en).join('|')
    const asked = [
      ...source.matchAll(new RegExp(`['\`]((?:${areas})\\.[\\w.\${}[\\]-]+)['\`]`, 'g')),
    ]
      .map(([, key = '']) => key)
      .map(
        (key) =>
          new RegExp(
            `^${key
              .split(/\$\{[^}]*\}/)
              .map(escape)
              .join('[\\w-]+')}$`,
          ),
      )
    const base = (key: string) => key.replace(/_(one|other)$/, '')
    const keys = [...english.keys()].map(base)
    expect(keys.filter((key) => !asked.some((pattern) => pattern.test(key)))).toEqual([])
  })
})

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

describe('the language', () => {
  it.each([
    ['de_DE.UTF-8', 'de', 'de-DE'],
    ['de-AT', 'de', 'de-AT'],
    ['en-US@posix', 'en', 'en-US'],
    ['fr-FR', 'en', 'en'],
    ['C', 'en', 'en'],
    ['', 'en', 'en'],
  ])('of the system “%s” is %s, written as in %s', (tag, language, written) => {
    speak(tag)
    expect(languageOf(tag)).toBe(language)
    expect(locale()).toBe(written)
    expect(direction()).toBe('ltr')
  })

  it('knows one from many and writes numbers its own way', () => {
    expect(t('queue.cancelled', { count: 1 })).toBe('Cancelled 1 job')
    expect(t('queue.cancelled', { count: 12_345 })).toBe('Cancelled 12,345 jobs')
    speak('de')
    expect(t('queue.cancelled', { count: 12_345 })).toBe('12.345 Aufträge abgebrochen')
  })

  it('follows the language, also with what was said before', () => {
    const said = (['en', 'de', 'en'] as const).map((language) => {
      speak(language)
      return t('queue.retry')
    })
    expect(said).toEqual([en.queue.retry, de.queue.retry, en.queue.retry])
    expect(said[0]).not.toBe(said[1])
  })

  it('shows text as it is', () => {
    expect(t('queue.progressOf', { title: '<b> & "x"' })).toBe('Progress of <b> & "x"')
  })
})
