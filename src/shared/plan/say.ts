import { formatBytes, formatDuration } from '../format.ts'
import { t } from '../language.ts'
import { translated } from '../sentences.ts'
import type { Phrase, PhraseValue } from './phrase.ts'

/** A line of a plan in the language of this process. */
export function say(phrase: Phrase): string {
  if (typeof phrase === 'string') return translated(phrase)
  const values = Object.entries(phrase.values).map(
    ([name, value]) => [name, spoken(value)] as const,
  )
  return t(`plan.${phrase.text}`, Object.fromEntries(values))
}

function spoken(value: PhraseValue): string | number {
  if (typeof value !== 'object') return value
  if ('reasons' in value) return value.reasons.map(translated).join('; ')
  if ('steps' in value) return value.steps.map((step) => t(`plan.step.${step}`)).join(', ')
  const write = value.unit === 'bytes' ? formatBytes : roughDuration
  const [low, high] = [write(value.low), write(value.high)]
  return low === high ? low : t('plan.range', { low, high })
}

/** No finer than an estimate is. */
function roughDuration(seconds: number): string {
  const unit = seconds < 60 ? 1 : 60
  return formatDuration(Math.max(1, Math.round(seconds / unit) * unit))
}
