import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'
import { textField } from './field.ts'

const longestCoolingOff = 86_400

/** For how long an approval can be undone. */
export function CoolingOffField() {
  const review = useApp((state) => state.settings?.review)
  const [text, setText] = useState(String(review?.coolingOffSeconds ?? ''))
  if (!review) return null
  return (
    <label className="flex flex-col gap-1">
      <span className="font-medium">{t('publish.rules.coolingOff')}</span>
      <input
        type="number"
        min={0}
        max={longestCoolingOff}
        className={textField}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
        onBlur={() => {
          const coolingOffSeconds = Number(text)
          const fits = Number.isInteger(coolingOffSeconds) && coolingOffSeconds >= 0
          if (!fits || text === '' || coolingOffSeconds > longestCoolingOff) {
            setText(String(review.coolingOffSeconds))
            return
          }
          if (coolingOffSeconds === review.coolingOffSeconds) return
          attempt(() => saveSettings({ review: { ...review, coolingOffSeconds } }))
        }}
      />
      <span className="text-sm text-muted">{t('publish.rules.coolingOffHint')}</span>
    </label>
  )
}
