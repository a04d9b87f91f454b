import type { Generated } from 'kysely'
import type { FailureCause } from '../../shared/causes.ts'
import type { AccountId, DestinationId } from '../../shared/destination.ts'
import type { FailureKind } from '../../shared/errors.ts'
import type {
  ArtefactId,
  ArtefactKind,
  JobHold,
  JobId,
  JobStatus,
  JobType,
  SourceId,
  VideoId,
} from '../../shared/job.ts'
import type { FetchWay, SourceKind } from '../../shared/stage.ts'
import type { BudgetName } from '../../shared/quota.ts'
import type { ReviewMode } from '../../shared/review.ts'
import type { QueueFilter } from '../../shared/queue.ts'

/** The tables as Kysely sees them. Times are milliseconds since the epoch; JSON is text. */
export interface Schema {
  source: SourceTable
  video: VideoTable
  source_video: SourceVideoTable
  job: JobTable
  job_event: JobEventTable
  artefact: ArtefactTable
  job_dependency: { job_id: JobId; needs_id: JobId }
  job_count: { type: JobType; status: JobStatus; jobs: number; pruned: number }
  source_count: { source_id: SourceId; status: JobStatus; jobs: number; pruned: number }
  /** Ends of jobs by the UTC day they fell on, as `2026-11-24`. */
  day_count: { day: string; type: JobType; status: JobStatus; jobs: number; pruned: number }
  job_time: { type: JobType; claims: number; wait_ms: number; completions: number; work_ms: number }
  owner: OwnerTable
  child_process: ChildProcessTable
  site: SiteTable
  /** How much room there was on a disk when it was last looked at. */
  volume: { volume: string; free_bytes: number; looked_at: number }
  /** Failed jobs by what `error_cause` says. */
  failure_count: { cause: string; jobs: number }
  github_dispatch: { job_id: JobId; correlation_id: string; after_run: number }
  setting: { key: string; value: string }
  /** The user's own presets, as JSON. */
  preset: { id: string; data: string; changed_at: number; removed_at: number | null }
  /** A preset as it was when the job was enqueued. */
  job_preset: { job_id: JobId; data: string }
  publication: PublicationTable
  approval_rule: ApprovalRuleTable
  quota_use: QuotaUseTable
  quota_exhausted: Pick<QuotaUseTable, 'budget' | 'scope' | 'resets_at'>
  account: AccountTable
  destination: DestinationTable
  /** How far each publication is, as JSON, by the work it belongs to. */
  delivery: { work_key: string; state: string; updated_at: number }
}

interface SourceTable {
  id: Generated<SourceId>
  location: string
  kind: SourceKind | null
  title: string | null
  preset: string
  /** JSON: ids of presets each of its videos is made with, too. */
  more_presets: Generated<string>
  /** JSON: a list, each of them one leg. */
  destinations: string
  /** What its files are called; null where the settings say. */
  naming: Generated<string | null>
  /** 1 where none of its jobs are to be begun. */
  paused: Generated<number>
  /** What its downloads may take together; null for no limit of its own. */
  bytes_per_second: Generated<number | null>
  review: Generated<ReviewMode>
  /** JSON; null where nobody has said by what right its videos may be published. */
  rights: Generated<string | null>
  created_at: number
  /** JSON, as `sourceFilterSchema`. */
  filter: Generated<string>
  priority: Generated<number>
  /** JSON, as `watchSchema`; null where it is looked at only when asked. */
  watch: string | null
  /** A feed of the same videos. */
  feed: string | null
  etag: string | null
  last_modified: string | null
  checked_at: number | null
  /** When all of it was looked at, not only its feed. */
  fully_checked_at: number | null
  next_check_at: number | null
  /** The scrape that its watch enqueued last, not a person. */
  check_job_id: JobId | null
  /** How many its filter left out at the last look. */
  left_out: Generated<number>
  /** Kept by triggers. */
  videos: Generated<number>
  removed_at: number | null
}

interface SourceVideoTable {
  source_id: SourceId
  video_id: VideoId
  /** 1 where it was finished before the source's pipeline was changed, and stays as it is. */
  settled: Generated<number>
}

interface VideoTable {
  id: Generated<VideoId>
  site: string
  site_id: string
  title: string
  location: string
  duration_seconds: number | null
  published_at: number | null
  bytes: number | null
  fetch: Generated<FetchWay>
  /** What the site tells of it beside its title, as JSON. */
  details: Generated<string | null>
  created_at: number
}

interface JobTable {
  id: Generated<JobId>
  type: JobType
  status: JobStatus
  priority: number
  source_id: SourceId | null
  video_id: VideoId | null
  /** What makes two jobs the same work: unique among the jobs still to be worked on. */
  work_key: string
  preset: string | null
  /** Of a preset of the user's own, as it was when the job was enqueued. */
  preset_version: Generated<number>
  destination: string | null
  attempts: Generated<number>
  max_attempts: number
  created_at: number
  updated_at: number
  /** When the job is or was due: the enqueue, or the end of its backoff. */
  queued_at: number
  started_at: number | null
  finished_at: number | null
  error_kind: FailureKind | null
  error_message: string | null
  error_details: string | null
  /** Why a queued job may not be claimed yet; null where it may. */
  hold: JobHold | null
  /** JSON; null for the specification's own backoff. */
  retry_policy: string | null
  /** Counts claims over the job's whole life and is never reset: the fencing token of the lease. */
  lease: Generated<number>
  owner_id: number | null
  /** Who is asked for it; empty where nobody is. */
  site: Generated<string>
  /** What it waits for where its hold is `disk`. */
  disk_volume: Generated<string | null>
  disk_bytes: Generated<number | null>
  /** Computed by SQLite: the cause of its failure, else its kind. */
  error_cause: Generated<string>
  progress: string | null
  github_workflow_run_id: string | null
  /** Computed by SQLite from the status. */
  list_group: Generated<Exclude<QueueFilter, 'all'>>
}

interface SiteTable {
  site: string
  /** It is left alone until then. */
  held_until: Generated<number | null>
  cause: Generated<FailureCause | null>
  /** How many times in a row it sent us away. */
  strikes: Generated<number>
  /** When a job last began to ask it. */
  begun_at: Generated<number | null>
}

interface JobEventTable {
  id: Generated<number>
  job_id: JobId
  at: number
  from_status: JobStatus | null
  to_status: JobStatus
  attempt: number
  note: string | null
}

interface ArtefactTable {
  id: Generated<ArtefactId>
  /** Null once the job was pruned from the history. */
  job_id: JobId | null
  video_id: VideoId
  work_key: string
  kind: ArtefactKind
  path: string
  bytes: number
  duration_seconds: number | null
  /** JSON: what came otherwise than its preset says, each a sentence. */
  notes: Generated<string>
  created_at: number
}

/** A running engine: the app, or a `spool run`. */
interface OwnerTable {
  id: Generated<number>
  pid: number
  process_started: string
  heartbeat_at: number
}

interface ChildProcessTable {
  owner_id: number
  pid: number
  process_started: string
}

/** What is decided about a publish job before it goes out. */
interface PublicationTable {
  job_id: JobId
  /** 1 where a person, or a rule of theirs, has to approve it. */
  gated: Generated<number>
  /** JSON: what a person changed of its metadata. */
  draft: Generated<string>
  approved_at: Generated<number | null>
  undo_until: Generated<number | null>
  /** When it is to go out; null for as soon as possible. */
  slot_at: Generated<number | null>
  /** The daily budget whose reset it waits for. */
  parked_budget: Generated<BudgetName | null>
}

interface ApprovalRuleTable {
  id: Generated<number>
  source_id: SourceId | null
  preset: string | null
  destination: string | null
}

interface QuotaUseTable {
  budget: BudgetName
  scope: string
  resets_at: number
  job_id: JobId
  units: number
}

/** A channel someone is signed in to. */
interface AccountTable {
  id: Generated<AccountId>
  platform: string
  name: string
  channel_id: string
  /** What its tokens are called in the key store. */
  secret: string
  signed_in: Generated<number>
  created_at: number
}

interface DestinationTable {
  id: Generated<DestinationId>
  name: string
  /** JSON */
  target: string
  /** What its keys are called in the key store; null where it needs none. */
  secret: string | null
  /** The same of what signs its webhooks. */
  signing_secret: string | null
  account_id: AccountId | null
  created_at: number
}
