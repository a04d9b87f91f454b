import { ListFilter } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import type { QueueQuery } from '../../../shared/queue.ts'
import { Button, type ButtonProps } from '../ui/button.tsx'

/** What opens the menu that narrows the list, with how much of it is chosen. */
export function FilterButton({ query, ...rest }: ButtonProps & { query: QueueQuery }) {
  const { type, sourceId, preset, cause } = query
  const count = [type, sourceId, preset, cause].filter((choice) => choice !== null).length
  return (
    <Button small aria-label={t('queue.narrow.filter')} {...rest}>
      <ListFilter aria-hidden />
      {t('queue.narrow.filter')}
      {count > 0 && (
        <span className="rounded-sm bg-accent-soft px-1 text-xs text-accent-text tabular-nums">
          {count}
        </span>
      )}
    </Button>
  )
}
