import { codecName } from '../../../shared/plan/index.ts'
import { i18n, t } from '../../../shared/language.ts'
import type { en } from '../../../shared/locales/en/index.ts'

type Named = keyof (typeof en)['presets']['choice']

const isNamed = (value: string): value is Named => i18n.exists(`presets.choice.${value}`)

/** What a value that can be chosen is called; codecs go by their own names. */
export function choiceName(value: unknown): string {
  const text = String(value)
  return isNamed(text) ? t(`presets.choice.${text}`) : codecName(text)
}
