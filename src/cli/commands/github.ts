import { text } from 'node:stream/consumers'
import { SpoolError } from '../../shared/errors.ts'
import { githubSettingsSchema, readDelegation, type Delegation } from '../../shared/github.ts'
import { jobTypeSchema, type JobId } from '../../shared/job.ts'
import { formatQuantity } from '../../shared/format.ts'
import type { WorkflowStatus } from '../../core/index.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

/** Says how GitHub Actions takes part, and whether that works. */
export async function github(output: Output): Promise<number> {
  const state = await withEngine(async (engine) => ({
    settings: engine.settings().github,
    hasToken: await engine.github.hasToken(),
    linkedJobs: engine.github.linkedJobs(),
    trouble: engine.github.trouble(),
  }))
  const { settings, hasToken, linkedJobs, trouble } = state
  const lines = settings
    ? [
        `Repository  ${settings.repository} at ${settings.baseUrl}`,
        `Token       ${hasToken ? 'in the key store' : 'none; “spool github token” takes one'}`,
        ...Object.entries(settings.delegate).map(
          ([stage, { workflow, ref }]) => `Delegated   ${stage} to ${workflow} at ${ref}`,
        ),
        `Followed    ${formatQuantity(linkedJobs, 'job')}`,
        ...(trouble ? [`Trouble     ${trouble.message}`] : []),
      ]
    : ['GitHub Actions has no part in it; “spool github use <owner/name>” changes that.']
  output.answer(state, lines.join('\n'))
  return trouble ? 1 : 0
}

/** @throws SpoolError `invalid-input` with a sentence where something is not as GitHub writes it */
export async function useGithub(
  output: Output,
  repository: string,
  options: { baseUrl?: string; delegate?: string[] },
): Promise<number> {
  const delegate = Object.fromEntries((options.delegate ?? []).map(delegation))
  const wanted = { repository, delegate, ...(options.baseUrl ? { baseUrl: options.baseUrl } : {}) }
  const settings = githubSettingsSchema.safeParse(wanted)
  if (!settings.success) {
    throw new SpoolError('invalid-input', settings.error.issues[0]?.message ?? 'This is not right.')
  }
  await withEngine((engine) => engine.changeSettings({ github: settings.data }))
  output.answer(settings.data, `Runs of ${repository} are followed from now on.`)
  return 0
}

export async function leaveGithub(output: Output): Promise<number> {
  await withEngine((engine) => engine.changeSettings({ github: null }))
  output.answer({ github: null }, 'GitHub Actions has no part in it any more.')
  return 0
}

/** Takes the token from standard input: a command line can be read by everybody on the machine. */
export async function githubToken(output: Output, options: { remove?: true }): Promise<number> {
  const token = options.remove ? null : (await text(process.stdin)).trim()
  if (token === '') throw new SpoolError('invalid-input', 'Give the token on standard input.')
  await withEngine((engine) => engine.github.setToken(token))
  output.answer(
    { hasToken: token !== null },
    token === null ? 'Removed.' : 'Kept in the key store.',
  )
  return 0
}

/** Applies what a workflow says of a job. */
export async function workflow(output: Output, id: JobId, status: WorkflowStatus): Promise<number> {
  const job = await withEngine((engine) => engine.queue.updateJobFromWorkflow(id, status))
  if (!job) throw new SpoolError('gone', `There is no job ${id}.`)
  output.answer(job, `Job ${id} is ${job.status}.`)
  return 0
}

/** `publish=upload.yml@main` */
function delegation(written: string): [string, Delegation] {
  const [, stage = '', workflow = ''] = /^(\w+)=(.+)$/.exec(written) ?? []
  const delegated = readDelegation(workflow)
  if (!jobTypeSchema.safeParse(stage).success || !delegated) {
    const stages = jobTypeSchema.options.join(', ')
    throw new SpoolError('invalid-input', `Write STAGE=WORKFLOW@BRANCH; a stage is ${stages}.`)
  }
  return [stage, delegated]
}
