import { formatMoment, formatRelative } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { SourceSummary } from '../../../shared/source.ts'

/** How a card and a list say when a source is looked at again: `never`, `cron`, `folder` or minutes. */
export function watchName(value: string): string {
  if (value === 'never' || value === 'cron' || value === 'folder') {
    return t(`library.watches.${value}`)
  }
  const minutes = Number(value)
  if (minutes % 1_440 === 0) return t('library.everyDays', { count: minutes / 1_440 })
  if (minutes % 60 === 0) return t('library.everyHours', { count: minutes / 60 })
  return t('library.everyMinutes', { count: minutes })
}

/** When a source is looked at again, in a few words. */
export function watchText({ watch, nextCheckAt }: SourceSummary): string {
  switch (watch?.kind) {
    case undefined:
      return t('library.watches.never')
    case 'folder':
      return t('library.watches.folder')
    case 'cron':
      return nextCheckAt === null
        ? watch.expression
        : t('library.next', { what: watch.expression, when: formatMoment(nextCheckAt) })
    case 'interval': {
      const what = watchName(String(watch.minutes))
      return nextCheckAt === null
        ? what
        : t('library.next', { what, when: formatMoment(nextCheckAt) })
    }
  }
}

export const checkedText = ({ checkedAt }: SourceSummary, now: number): string =>
  checkedAt === null
    ? t('library.neverChecked')
    : t('library.checked', { when: formatRelative(checkedAt, now) })

/** What is said of a source's videos: how many, and what is left out. */
export function countText({ videos, leftOut, jobs }: SourceSummary): string[] {
  const waiting = (jobs.queued ?? 0) + (jobs.retrying ?? 0) + (jobs.processing ?? 0)
  return [
    t('library.videos', { count: videos }),
    ...(waiting > 0 ? [t('library.toDo', { count: waiting })] : []),
    ...(leftOut > 0 ? [t('library.leftOut', { count: leftOut })] : []),
  ]
}
