import type { JobStatus } from '../../shared/job.ts'
import {
  sourceSetupSchema,
  sourceSummarySchema,
  watchSchema,
  type SourceHealth,
  type SourceSetup,
  type SourceSummary,
  type Watch,
} from '../../shared/source.ts'
import { isActive } from '../../shared/state.ts'
import type { Database } from '../database/index.ts'

type SourceRow = NonNullable<ReturnType<Database['sources']['byId']['get']>>
type Check = ReturnType<Database['sources']['latestCheck']['get']>

export const watchOf = ({ watch }: { watch: string | null }): Watch | null =>
  watch === null ? null : watchSchema.parse(JSON.parse(watch))

type SetupRow = Pick<
  SourceRow,
  | ('id' | 'location' | 'preset' | 'more_presets' | 'destinations' | 'filter' | 'watch')
  | ('priority' | 'naming' | 'bytes_per_second')
>

export const setupOf = (row: SetupRow): SourceSetup => sourceSetupSchema.parse(readRow(row))

const readRow = (row: SetupRow) => ({
  id: row.id,
  location: row.location,
  preset: row.preset,
  morePresets: JSON.parse(row.more_presets) as unknown,
  destinations: JSON.parse(row.destinations) as unknown,
  filter: JSON.parse(row.filter) as unknown,
  watch: watchOf(row),
  priority: row.priority,
  naming: row.naming,
  bytesPerSecond: row.bytes_per_second,
})

/** A row of the library as its card shows it. */
export const summaryOf = (
  row: SourceRow,
  jobs: Partial<Record<JobStatus, number>>,
  check: Check,
): SourceSummary =>
  sourceSummarySchema.parse({
    ...readRow(row),
    kind: row.kind,
    title: row.title ?? row.location,
    paused: row.paused === 1,
    videos: row.videos,
    leftOut: row.left_out,
    jobs,
    health: healthOf(row, check),
    createdAt: row.created_at,
    checkedAt: row.checked_at,
    nextCheckAt: row.next_check_at,
  })

function healthOf(row: SourceRow, check: Check): SourceHealth {
  if (check && isActive(check.status)) return { state: 'checking' }
  if (check?.status === 'failed') {
    return { state: 'failed', message: check.error_message ?? 'The last look failed.' }
  }
  return { state: row.checked_at === null ? 'new' : 'fine' }
}
