import { RotateCw } from 'lucide-react'
import { causeLabel } from '../../../shared/causes.ts'
import type { FailureGroup } from '../../../shared/failure-group.ts'
import { t } from '../../../shared/language.ts'
import { showFailures } from '../queue/choose-query.ts'
import { hasRemedy, RemedyButton, retryGroup } from '../queue/remedy-button.tsx'
import { Button } from '../ui/button.tsx'

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
            <p className="selectable text-sm text-muted" title={group.example}>
              {t(`downloads.remedy.${group.remedy}`)}
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
          {hasRemedy(group) ? (
            <RemedyButton group={group} />
          ) : (
            <Button
              small
              onClick={() => {
                retryGroup(group.cause)
              }}
            >
              <RotateCw aria-hidden />
              {t('dashboard.retryAll')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
