import { useEffect } from 'react'
import { RotateCcw } from 'lucide-react'
import { causeLabel } from '../../../shared/causes.ts'
import type { FailureGroup } from '../../../shared/failure-group.ts'
import { t } from '../../../shared/language.ts'
import { call } from '../lib/bridge.ts'
import { useReading } from '../lib/use-reading.ts'
import { Button } from '../ui/button.tsx'
import { hasRemedy, RemedyButton, retryGroup } from './remedy-button.tsx'

/** The failed jobs by what helps them: one cause, one button, whatever their number. */
export function FailureGroups() {
  const groups = useGroups()
  if (groups.length === 0) return null
  return (
    <ul
      aria-label={t('downloads.groups')}
      className="max-h-48 shrink-0 overflow-y-auto border-b border-line bg-sunken py-1"
    >
      {groups.map((group) => (
        <Group key={group.cause} group={group} />
      ))}
    </ul>
  )
}

/** Read when the counters change, while somebody looks. */
function useGroups(): readonly FailureGroup[] {
  const { value, again } = useReading(() => call('failure.groups', undefined), [])
  useEffect(() => window.spool.on('queue.changed', again), [again])
  // Where they cannot be read the list cannot either, and says so.
  return value ?? []
}

function Group({ group }: { group: FailureGroup }) {
  const { cause, jobs, remedy, example } = group
  const label = causeLabel(cause)
  return (
    <li className="flex items-center gap-3 px-4 py-1">
      <span className="min-w-8 rounded-md bg-danger-soft px-1.5 py-0.5 text-center text-sm font-medium text-danger tabular-nums">
        {jobs}
      </span>
      <p className="min-w-0 grow truncate" title={example}>
        <span className="font-medium">{label}</span>
        <span className="ps-2 text-sm text-muted">{t(`downloads.remedy.${remedy}`)}</span>
      </p>
      {hasRemedy(group) && <RemedyButton group={group} />}
      <Button
        small
        aria-label={t('downloads.retryGroupOf', { count: jobs, cause: label })}
        onClick={() => {
          retryGroup(cause)
        }}
      >
        <RotateCcw aria-hidden />
        {t('downloads.retryGroup', { count: jobs })}
      </Button>
    </li>
  )
}
