import { useEffect } from 'react'
import { t } from '../../../shared/language.ts'
import { say } from '../../../shared/plan/index.ts'
import { attempt } from '../lib/attempt.ts'
import { Button } from '../ui/button.tsx'
import { choosePlanFile, showPlan, usePresets } from './preset-store.ts'

/** A change is planned when it has not changed for so long, in milliseconds. */
const pause = 400

/** What the preset, as it stands, would do to a file, in words. */
export function PlanPanel() {
  const { path, plan, planFailure, draft } = usePresets()
  useEffect(() => {
    if (draft === null) return undefined
    const timer = setTimeout(() => void showPlan(), pause)
    return () => {
      clearTimeout(timer)
    }
  }, [draft])
  return (
    <section className="rounded-lg border border-line bg-raised p-4">
      <div className="flex items-center gap-3">
        <div className="min-w-0 grow">
          <h2 className="font-semibold">{t('presets.plan')}</h2>
          <p className="truncate text-sm text-muted">{path ?? t('presets.planHint')}</p>
        </div>
        <Button
          small
          onClick={() => {
            attempt(choosePlanFile)
          }}
        >
          {t('presets.chooseFile')}
        </Button>
      </div>
      {planFailure !== null && (
        <p role="alert" className="pt-3 text-danger">
          {planFailure}
        </p>
      )}
      {plan && (
        <ul className="list-disc ps-5 pt-3" aria-live="polite">
          {plan.phrases.map(say).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
