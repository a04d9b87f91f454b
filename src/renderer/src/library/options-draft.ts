import { sourceFilterSchema } from '../../../shared/source-filter.ts'
import type { SourceOptions, SourceSummary, Watch } from '../../../shared/source.ts'

/** What the fields hold: texts as they are typed. */
export interface OptionsDraft {
  /** `never`, `folder`, `cron`, or minutes. */
  watch: string
  cron: string
  newest: string
  title: string
  since: string
  minMinutes: string
  maxMinutes: string
  shorts: string
  live: string
  /** 0 to 10. */
  priority: string
}

export const emptyDraft: OptionsDraft = {
  watch: 'never',
  cron: '0 7 * * *',
  newest: '',
  title: '',
  since: '',
  minMinutes: '',
  maxMinutes: '',
  shorts: 'include',
  live: 'include',
  priority: '0',
}

/** The intervals on offer, in minutes. */
export const intervals = [60, 360, 1_440, 10_080] as const

export function draftOf({
  filter,
  watch,
  priority,
}: Pick<SourceSummary, 'filter' | 'watch' | 'priority'>): OptionsDraft {
  const text = (value: number | undefined) => (value === undefined ? '' : String(value))
  const minutes = (seconds: number | undefined) =>
    seconds === undefined ? '' : String(seconds / 60)
  return {
    watch:
      watch === null ? 'never' : watch.kind === 'interval' ? String(watch.minutes) : watch.kind,
    cron: watch?.kind === 'cron' ? watch.expression : emptyDraft.cron,
    newest: text(filter.newest),
    title: filter.title ?? '',
    since: filter.since === undefined ? '' : dayOf(filter.since),
    minMinutes: minutes(filter.minSeconds),
    maxMinutes: minutes(filter.maxSeconds),
    shorts: filter.shorts ?? 'include',
    live: filter.live ?? 'include',
    priority: String(priority),
  }
}

/** The fields by the names the filter has for them. */
export type BadField = 'newest' | 'title' | 'since' | 'minSeconds' | 'maxSeconds'

/** What the fields mean, or which of them mean nothing. */
export function readDraft(
  draft: OptionsDraft,
): { options: SourceOptions; bad: null } | { options: null; bad: BadField[] } {
  const number = (text: string, factor = 1) => Number(text.replace(',', '.')) * factor
  const filter = sourceFilterSchema.safeParse({
    ...(draft.newest.trim() === '' ? {} : { newest: number(draft.newest) }),
    ...(draft.title.trim() === '' ? {} : { title: draft.title.trim() }),
    ...(draft.since === '' ? {} : { since: new Date(`${draft.since}T00:00:00`).getTime() }),
    ...(draft.minMinutes.trim() === '' ? {} : { minSeconds: number(draft.minMinutes, 60) }),
    ...(draft.maxMinutes.trim() === '' ? {} : { maxSeconds: number(draft.maxMinutes, 60) }),
    ...(draft.shorts === 'include' ? {} : { shorts: draft.shorts }),
    ...(draft.live === 'include' ? {} : { live: draft.live }),
  })
  if (filter.success) {
    const priority = Number(draft.priority)
    return { options: { filter: filter.data, watch: watchOf(draft), priority }, bad: null }
  }
  const named = ['newest', 'title', 'since', 'minSeconds', 'maxSeconds'] as const
  const bad = named.filter((name) => filter.error.issues.some(({ path }) => path[0] === name))
  return { options: null, bad }
}

function watchOf({ watch, cron }: OptionsDraft): Watch | null {
  switch (watch) {
    case 'never':
      return null
    case 'folder':
      return { kind: 'folder' }
    case 'cron':
      return { kind: 'cron', expression: cron.trim() }
    default:
      return { kind: 'interval', minutes: Number(watch) }
  }
}

/** A day as a date field holds it, in local time. */
function dayOf(time: number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
