import type { ReactNode } from 'react'
import { t } from '../../../shared/language.ts'
import type { Reading } from '../lib/use-reading.ts'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { Skeleton } from './skeleton.tsx'

interface ShownProps<T> {
  reading: Reading<T>
  /** What to say where it could not be read. */
  unreadable: string
  children: (value: T) => ReactNode
}

/** What was read; until then, that it is being read, or why it cannot be. */
export function Shown<T>({ reading: { value, failure, again }, ...rest }: ShownProps<T>) {
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col bg-surface">
      {failure !== null && (
        <Banner tone="danger" title={rest.unreadable} text={failure}>
          <Button small onClick={again}>
            {t('common.tryAgain')}
          </Button>
        </Banner>
      )}
      {value === null ? failure === null && <Skeleton /> : rest.children(value)}
    </div>
  )
}
