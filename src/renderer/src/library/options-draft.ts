import { nameTemplateSchema } from '../../../shared/settings/names.ts'
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
  until: string
  minMinutes: string
  maxMinutes: string
  shorts: string
  live: string
  /** 0 to 10. */
  priority: string
  /** Empty for what the settings say. */
  naming: string
  bytesPerSecond: number | null
}

export const emptyDraft: OptionsDraft = {
  watch: 'never',
  cron: '0 7 * * *',
  newest: '',
  title: '',
  since: '',
  until: '',
  minMinutes: '',
  maxMinutes: '',
  shorts: 'include',
  live: 'include',
  priority: '0',
  naming: '',
  bytesPerSecond: null,
}

/** The intervals on offer, in minutes. */
export const intervals = [60, 360, 1_440, 10_080] as const

type Optional = 'filter' | 'watch' | 'priority' | 'naming' | 'bytesPerSecond'

export function draftOf(source: Pick<SourceSummary, Optional>): OptionsDraft {
  const { filter, watch, priority, naming, bytesPerSecond } = source
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
    until: filter.until === undefined ? '' : dayOf(filter.until),
    minMinutes: minutes(filter.minSeconds),
    maxMinutes: minutes(filter.maxSeconds),
    shorts: filter.shorts ?? 'include',
    live: filter.live ?? 'include',
    priority: String(priority),
    naming: naming ?? '',
    bytesPerSecond,
  }
}

/** The fields by the names the filter has for them. */
export type BadField = (typeof filterFields)[number] | 'naming'
const filterFields = ['newest', 'title', 'since', 'until', 'minSeconds', 'maxSeconds'] as const

/** What each group of fields is given. */
export interface FieldsProps {
  draft: OptionsDraft
  bad: readonly BadField[]
  set: (change: Partial<OptionsDraft>) => void
}

/** What the fields mean, or which of them mean nothing. */
export function readDraft(
  draft: OptionsDraft,
): { options: SourceOptions; bad: null } | { options: null; bad: BadField[] } {
  const number = (text: string, factor = 1) => Number(text.replace(',', '.')) * factor
  const filter = sourceFilterSchema.safeParse({
    ...(draft.newest.trim() === '' ? {} : { newest: number(draft.newest) }),
    ...(draft.title.trim() === '' ? {} : { title: draft.title.trim() }),
    ...(draft.since === '' ? {} : { since: new Date(`${draft.since}T00:00:00`).getTime() }),
    // To the end of that day.
    ...(draft.until === '' ? {} : { until: new Date(`${draft.until}T23:59:59.999`).getTime() }),
    ...(draft.minMinutes.trim() === '' ? {} : { minSeconds: number(draft.minMinutes, 60) }),
    ...(draft.maxMinutes.trim() === '' ? {} : { maxSeconds: number(draft.maxMinutes, 60) }),
    ...(draft.shorts === 'include' ? {} : { shorts: draft.shorts }),
    ...(draft.live === 'include' ? {} : { live: draft.live }),
  })
  const naming = draft.naming.trim() === '' ? null : nameTemplateSchema.safeParse(draft.naming)
  if (filter.success && naming?.success !== false) {
    const priority = Number(draft.priority)
    const { bytesPerSecond } = draft
    const handling = { priority, naming: naming?.data ?? null, bytesPerSecond }
    return { options: { filter: filter.data, watch: watchOf(draft), ...handling }, bad: null }
  }
  const isBad = (name: string) => filter.error?.issues.some(({ path }) => path[0] === name)
  const badNaming = naming?.success === false ? (['naming'] as const) : []
  return { options: null, bad: [...filterFields.filter(isBad), ...badNaming] }
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
