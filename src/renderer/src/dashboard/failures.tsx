import { RotateCw } from 'lucide-react'
import { causeLabel } from '../../../shared/causes.ts'
import type { FailureGroup } from '../../../shared/failure-group.ts'
import { t } from '../../../shared/language.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { showFailures } from '../queue/choose-query.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'

/** Failed jobs by what helps them, the largest group first. */
export function Failures({ groups }: { groups: readonly FailureGroup[] }) {
  if (groups.length === 0) return <p className="text-muted">{t('dashboard.noFailures')}</p>
  return (
    <ul className="flex flex-col">
      {groups.map((group) => (
        <li
          key={group.cause}
          className="flex items-center gap-3 border-t border-line py-2 first:border-t-0"
        >
          <div className="min-w-0 grow">
            <p className="font-medium">
              {causeLabel(group.cause)}
              <span className="font-normal text-muted">
                {' · '}
                {t('dashboard.jobs', { count: group.jobs })}
              </span>
            </p>
            <p className="selectable truncate text-sm text-muted" title={group.example}>
              {group.example}
            </p>
          </div>
          <Button
            small
            onClick={() => {
              showFailures(group.cause)
            }}
          >
            {t('dashboard.show')}
          </Button>
          <Button
            small
            onClick={() => {
              retry(group.cause)
            }}
          >
            <RotateCw aria-hidden />
            {t('dashboard.retryAll')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function retry(cause: string): void {
  attempt(async () => {
    const { changed } = await call('failure.retry', { cause })
    toast({ title: t('queue.retrying', { count: changed }) })
  })
}
