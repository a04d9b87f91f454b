import { initReactI18next } from 'react-i18next'
import { direction, i18n, locale, speak } from '../../../shared/language.ts'

i18n.use(initReactI18next)
initReactI18next.init(i18n)

/** Makes the page speak: its texts, numbers, dates and which way it reads. */
export function speakInPage(tag: string): void {
  speak(tag)
  document.documentElement.lang = locale()
  document.documentElement.dir = direction()
}
