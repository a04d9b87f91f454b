import { z } from 'zod'
import type { FailureKind } from './errors.ts'
import { jobTypeSchema, type JobStatus } from './job.ts'

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

function isApiRoot(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return false
  }
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

const delegationSchema = z.object({
  /** The workflow's file name below `.github/workflows`, or its number. */
  workflow: z.string().regex(/^[\w-][\w.-]{0,254}$/, 'A workflow is the name of its file.'),
  /** The branch or tag whose workflow file is run. */
  ref: z.string().min(1).max(255),
})
export type Delegation = z.infer<typeof delegationSchema>

/** `upload.yml@main`; null where it is written otherwise. */
export function readDelegation(written: string): Delegation | null {
  const [, workflow, ref] = /^([^@]+)@(.+)$/.exec(written.trim()) ?? []
  return delegationSchema.safeParse({ workflow, ref }).data ?? null
}

export const writeDelegation = ({ workflow, ref }: Delegation): string => `${workflow}@${ref}`

/** How Spool works with GitHub Actions. The token is a secret and kept elsewhere. */
export const githubSettingsSchema = z.object({
  /** `owner/name` */
  repository: z
    .string()
    .regex(/^[\w-]{1,39}\/(?!\.{1,2}$)[\w.-]{1,100}$/, 'A repository is written owner/name.'),
  /** Where the API is: GitHub's own, or `https://host/api/v3` of an Enterprise Server. */
  baseUrl: z
    .string()
    .refine(isApiRoot, 'The base URL begins with https:// and holds no password.')
    .default('https://api.github.com'),
  /** Stages that are not worked on here but by a workflow. */
  delegate: z.partialRecord(jobTypeSchema, delegationSchema).default({}),
})
export type GithubSettings = z.infer<typeof githubSettingsSchema>

/** Runs are numbered; jobs keep the number as text. */
export const workflowRunIdSchema = z.string().regex(/^[1-9]\d{0,15}$/)

/** What of a workflow run says how its job is. */
export interface RunState {
  status: string | null
  conclusion: string | null
}

/** What a run makes of its job (specification, "GitHub Actions Integration"). */
export type RunOutcome =
  | { status: Extract<JobStatus, 'queued' | 'processing' | 'completed'> }
  | { status: Extract<JobStatus, 'failed'>; kind: FailureKind; message: string }

const queued: RunOutcome = { status: 'queued' }
const processing: RunOutcome = { status: 'processing' }
const completed: RunOutcome = { status: 'completed' }
const failed = (kind: FailureKind, message: string): RunOutcome => ({
  status: 'failed',
  kind,
  message,
})

const byStatus = new Map<string, RunOutcome>([
  ['queued', queued],
  ['requested', queued],
  ['waiting', queued],
  ['pending', queued],
  ['in_progress', processing],
])

const byConclusion = new Map<string, RunOutcome>([
  ['success', completed],
  // Neither good nor bad to GitHub, which lets it pass where it asks for a success.
  ['neutral', completed],
  // Not an end: approved by a person, the very same run goes on.
  ['action_required', queued],
  [
    'failure',
    failed('tool', 'The workflow failed on GitHub. Read its log there, repair it, then retry.'),
  ],
  [
    'startup_failure',
    failed('tool', 'GitHub could not start the workflow. Repair its file, then retry.'),
  ],
  [
    'timed_out',
    failed('transient', 'The workflow took longer than GitHub lets it. Retry to run it again.'),
  ],
  [
    'cancelled',
    failed('cancelled', 'The workflow was cancelled on GitHub. Retry to run it again.'),
  ],
  ['stale', failed('gone', 'GitHub gave the workflow up unfinished. Retry to run it again.')],
  // Its work was not done, whatever GitHub lets it pass as.
  [
    'skipped',
    failed(
      'invalid-input',
      'GitHub skipped the workflow: its conditions did not hold. Check them.',
    ),
  ],
])

/**
 * What a run makes of its job. A run that needs a person's approval is still to come; a run that
 * was skipped has not done its work.
 *
 * @returns null where the run says nothing Spool knows; asking again later may tell
 */
export function outcomeOf({ status, conclusion }: RunState): RunOutcome | null {
  if (status !== 'completed') return byStatus.get(status ?? '') ?? null
  if (conclusion === null) return null
  return (
    byConclusion.get(conclusion) ??
    failed('tool', 'The workflow did not succeed on GitHub. Read its log there, then retry.')
  )
}
