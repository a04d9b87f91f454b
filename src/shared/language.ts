import { createInstance } from 'i18next'
import { de } from './locales/de/index.ts'
import { en } from './locales/en/index.ts'
import { canonical, languageOf, type Language } from './locale.ts'

export { languageOf, languages, type Language } from './locale.ts'

export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' }

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`
}[keyof T & string]
type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K

/** A text of the catalogue, as `area.name`; the ones that count have several forms. */
export type TextKey = WithoutPlural<Leaves<typeof en>>
export type TextValues = Record<string, string | number>

/** The one catalogue of this process: the window has one, the main process another. */
export const i18n = createInstance({
  lng: 'en',
  fallbackLng: 'en',
  load: 'languageOnly',
  resources: { en: { translation: en }, de: { translation: de } },
  // React escapes what it shows; a menu or a notification shows text as it is.
  interpolation: { escapeValue: false },
  initAsync: false,
})
void i18n.init()

/** Texts without values, once they were looked up: rows that pass by ask for them again and again. */
const found = new Map<TextKey, string>()
i18n.on('languageChanged', () => {
  found.clear()
})

/** The text in the language of this process. Never ask at import: the language comes later. */
export function t(key: TextKey, values?: TextValues): string {
  if (values) return i18n.t(key, values)
  const known = found.get(key)
  if (known !== undefined) return known
  const text = i18n.t(key)
  found.set(key, text)
  return text
}

let regional = 'en'

/** The locale numbers and dates are written in: the language, with the region where it is known. */
export const locale = (): string => regional

/** Speaks this language from now on. @param tag as the system names it: `de-AT`, `en_US.UTF-8` */
export function speak(tag: string): void {
  regional = canonical(tag)
  void i18n.changeLanguage(languageOf(regional))
}

/** `ltr` or `rtl`, for the page. */
export const direction = (): 'ltr' | 'rtl' => i18n.dir(regional)
