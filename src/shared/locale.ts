/** The languages there is a whole catalogue of. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** The language of the catalogue that fits a locale best. */
export const languageOf = (tag: string): Language => {
  const wanted = tag.toLowerCase().split(/[-_]/)[0]
  return languages.find((language) => language === wanted) ?? 'en'
}

/** A locale `Intl` accepts whose language has a catalogue; systems also give names it refuses. */
export function canonical(tag: string): string {
  const plain = tag.replace(/[.@].*$/, '').replaceAll('_', '-')
  try {
    const [known] = Intl.getCanonicalLocales(plain)
    return known?.split('-')[0] === languageOf(plain) ? known : 'en'
  } catch {
    return languageOf(tag)
  }
}
