import { clsx } from 'clsx'
import { useState } from 'react'
import { formatCount, formatDuration } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { BudgetName, LedgerEntry } from '../../../shared/quota.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { useReading } from '../lib/use-reading.ts'
import { useMinuteClock } from '../lib/clock.ts'
import { textField } from './field.ts'
import { usePublish } from './publish-store.ts'
import { ScrollArea } from '../ui/scroll-area.tsx'
import { Shown } from '../ui/shown.tsx'

/** A key of the catalogue has no dot. */
function budgetName(budget: BudgetName): string {
  const name = budget === 'videos.insert' ? 'insert' : budget
  return t(`publish.quota.budget.${name}`)
}

/** What is left of the platforms' daily budgets, and when they begin anew. */
export function QuotaView() {
  const approved = usePublish((state) => state.approved)
  const budgets = useApp((state) => state.settings?.review.budgets)
  const reading = useReading(() => call('quota.ledger', undefined), [approved, budgets])
  return (
    <Shown reading={reading} unreadable={t('publish.quota.unreadable')}>
      {(entries) => (
        <ScrollArea>
          <div className="mx-auto flex max-w-160 flex-col gap-5 p-6">
            <p className="text-muted">{t('publish.quota.text')}</p>
            {entries.map((entry) => (
              <Budget key={entry.budget} entry={entry} />
            ))}
          </div>
        </ScrollArea>
      )}
    </Shown>
  )
}

function Budget({ entry }: { entry: LedgerEntry }) {
  const now = useMinuteClock()
  const { budget, used, limit, exhausted, parked, resetAt } = entry
  const full = exhausted || (limit !== null && used >= limit)
  const share = limit === null || limit === 0 ? 1 : Math.min(1, used / limit)
  return (
    <section
      aria-label={budgetName(budget)}
      className="flex flex-col gap-2 rounded-lg border border-line p-4"
    >
      <header className="flex items-center gap-3">
        <h2 className="grow font-medium">{budgetName(budget)}</h2>
        <span className="text-muted tabular-nums">
          {limit === null
            ? ''
            : t('publish.quota.used', { used: formatCount(used), limit: formatCount(limit) })}
        </span>
        {budget !== 'uploads' && <LimitField budget={budget} />}
      </header>
      <div className="h-1.5 overflow-hidden rounded-full bg-track">
        <div
          className={clsx('h-full', full ? 'bg-danger-fill' : 'bg-bar')}
          style={{ width: `${(exhausted ? 1 : share) * 100}%` }}
        />
      </div>
      <p className={clsx('text-sm', full ? 'text-danger' : 'text-muted')}>
        {t(full ? 'publish.quota.full' : 'publish.quota.reset', {
          time: formatDuration(Math.max(60, Math.round((resetAt - now) / 60_000) * 60)),
        })}
        {parked > 0 && ` ${t('publish.quota.parked', { count: parked })}`}
      </p>
    </section>
  )
}

/** Google grants some projects more than others. */
function LimitField({ budget }: { budget: 'videos.insert' | 'search' | 'other' }) {
  const review = useApp((state) => state.settings?.review)
  const [text, setText] = useState(String(review?.budgets[budget] ?? ''))
  if (!review) return null
  return (
    <input
      type="number"
      min={0}
      step={1}
      aria-label={t('publish.quota.limit', { budget: budgetName(budget) })}
      className={clsx(textField, 'w-24! tabular-nums')}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
      }}
      onBlur={() => {
        const limit = Number(text)
        if (!Number.isInteger(limit) || limit < 0 || limit === review.budgets[budget]) return
        const budgets = { ...review.budgets, [budget]: limit }
        attempt(() => saveSettings({ review: { ...review, budgets } }))
      }}
    />
  )
}
