import { Command, CommanderError, InvalidArgumentError } from 'commander'
import type { WorkflowStatus } from '../core/index.ts'
import { toFailure } from '../shared/errors.ts'
import { jobTypeSchema, type JobType } from '../shared/job.ts'
import { rateSchema } from '../shared/settings/bandwidth.ts'
import { queueFilterSchema, type QueueFilter } from '../shared/queue.ts'
import { listAccounts, signIn, signOut, useClient } from './commands/accounts.ts'
import { add } from './commands/add.ts'
import { cancel, pause, prioritise, resume, retry } from './commands/control.ts'
import { backup, rescue } from './commands/database.ts'
import { github, githubToken, leaveGithub, useGithub, workflow } from './commands/github.ts'
import {
  addDestination,
  listDestinations,
  removeDestination,
  testDestination,
} from './commands/destinations.ts'
import { doctor } from './commands/doctor.ts'
import { failures, release, sites } from './commands/failures.ts'
import { limit } from './commands/limit.ts'
import { list } from './commands/list.ts'
import { plan } from './commands/plan.ts'
import {
  exportPreset,
  importPreset,
  listPresets,
  removePreset,
  showPreset,
} from './commands/presets.ts'
import { run } from './commands/run.ts'
import { sample, type SampleOptions } from './commands/sample.ts'
import { sources, withSources } from './commands/sources.ts'
import { stats } from './commands/stats.ts'
import { tools, update } from './commands/tools.ts'
import { demo } from './demo/index.ts'
import { withFilterOptions } from './filter-options.ts'
import { Output } from './output.ts'
import { parseId, parseIds, parseSource } from './parse.ts'
import { addReviewCommands } from './review-program.ts'

/** Runs one command line. @returns the exit code: 0 done, 1 something failed, 2 wrong usage */
export async function runProgram(argv: string[], workerScript: string): Promise<number> {
  let exitCode = 0
  const program = new Command('spool')
    .description('Find, download, transform and publish videos as one durable queue.')
    .option('--json', 'answer in JSON, for scripts')
    .exitOverride()
  const output = () => new Output(program.opts<{ json?: true }>().json === true)
  const does =
    <A extends unknown[]>(command: (output: Output, ...args: A) => Promise<number>) =>
    async (...args: A) => {
      exitCode = await command(output(), ...args)
    }

  const addCommand = program
    .command('add')
    .description('add sources: channels, pages, feeds, media, files, folders, lists of addresses')
    .argument('<source...>')
    .option(
      '--preset <id>',
      'how to transform, several times for several renditions; the one of the settings otherwise',
      collect,
    )
    .option(
      '--to <destination>',
      'where to publish: a destination by name, or a folder; also several times; the folder of the settings otherwise',
      collect,
    )
    .option('--priority <0-10>', 'higher comes first', parsePriority)
    .option('--watch <when>', 'look again: 30m, 6h, 1d, a cron expression, or “folder”')
    .option('--preview', 'only tell what would be added')
  withFilterOptions(addCommand).action(
    does((out, sources: string[], options: Parameters<typeof add>[2]) =>
      add(out, sources, options, workerScript),
    ),
  )
  program.command('sources').description('list sources').action(does(sources))
  const source = program.command('source').description('one thing for sources, by number')
  for (const [verb, description] of [
    ['check', 'look at them now'],
    ['pause', 'begin none of their jobs'],
    ['resume', 'go on with their jobs'],
    ['remove', 'take them out and cancel what is left to do; files stay'],
  ] as const) {
    source
      .command(verb)
      .description(description)
      .argument('<number...>')
      .action(does(withSources(verb)))
  }
  program
    .command('tools')
    .description('the programs Spool runs, and how old they are')
    .action(does(tools))
  program
    .command('update')
    .description('fetch the newest yt-dlp, check it and use it')
    .argument('<tool>', 'yt-dlp')
    .option('--back', 'go back to the one before instead')
    .action(does(update))
  program
    .command('run')
    .description('work on the queue here until all of it is done')
    .option('--keep', 'stay and wait for more')
    .action(does((out, options: { keep?: true }) => run(out, { ...options, workerScript })))
  program
    .command('list')
    .description('list jobs, newest first')
    .option('--only <state>', 'all, running, waiting, failed or done', parseFilter, 'all')
    .option('--limit <n>', 'at most so many', parseCount, 50)
    .action(does(list))
  program
    .command('stats')
    .description('the figures of the queue')
    .option('--type <type>', 'of one type of job only', parseType)
    .action(does(stats))
  program
    .command('pause')
    .description('begin no more jobs; running ones are finished')
    .option('--freeze', 'hold the running ones as well')
    .option('--type <type>', 'only this type of job', parseType)
    .option('--source <id>', 'only the jobs of this source', parseSource)
    .action(does(pause))
  program
    .command('resume')
    .description('go on after a pause')
    .option('--type <type>', 'with this type of job', parseType)
    .option('--source <id>', 'with the jobs of this source', parseSource)
    .action(does(resume))
  program
    .command('retry')
    .description('put failed or cancelled jobs back into the queue')
    .argument('[id...]', 'jobs by number', parseIds)
    .option('--failed', 'every failed job')
    .option('--cause <name>', 'every job that failed for this; “spool failures” names them')
    .action(does(retry))
  program.command('failures').description('what failed, by what helps').action(does(failures))
  program
    .command('sites')
    .description('sites that asked to be left alone, and for how long')
    .action(does(sites))
  program
    .command('release')
    .description('ask sites again at once that were to be left alone')
    .argument('<site...>', 'by name, as “spool sites” shows it')
    .action(does(release))
  program
    .command('limit')
    .description('how fast downloads may be, all together or those of one source')
    .argument('<rate>', 'bytes a second as 500k or 2M, or “none”', parseRate)
    .option('--source <id>', 'of this source only', parseSource)
    .action(does(limit))
  program
    .command('cancel')
    .description('cancel jobs')
    .argument('<id...>', 'jobs by number', parseIds)
    .action(does(cancel))
  program
    .command('priority')
    .description('set the priority of jobs, 0 to 10')
    .argument('<priority>', 'higher comes first', parsePriority)
    .argument('<id...>', 'jobs by number', parseIds)
    .action(does(prioritise))
  program
    .command('sample')
    .description('make a few seconds of a video as they are and as a preset makes them')
    .argument('<file>', 'a video')
    .option('--preset <id>', 'how to transform; the one of the settings otherwise')
    .option('--from <seconds>', 'where to begin; in the middle otherwise', parseSeconds)
    .option('--seconds <n>', 'how long, 1 to 30', parseSampleLength, 5)
    .option('--to <folder>', 'where to put both files', '.')
    .action(
      does((out, file: string, options: SampleOptions) =>
        sample(out, file, { ...options, workerScript }),
      ),
    )
  const atGithub = program
    .command('github')
    .description('how GitHub Actions takes part')
    .action(does(github))
  atGithub
    .command('use')
    .description('follow the runs of a repository, and let its workflows do whole stages')
    .argument('<owner/name>')
    .option('--base-url <url>', 'the API of an Enterprise Server')
    .option('--delegate <stage=workflow@branch>', 'also several times', collect)
    .action(does(useGithub))
  atGithub
    .command('token')
    .description('keep the token given on standard input in the key store')
    .option('--remove', 'remove it instead')
    .action(does(githubToken))
  atGithub.command('off').description('have no part in it any more').action(does(leaveGithub))
  program
    .command('workflow')
    .description('apply what a workflow says of a job')
    .argument('<id>', 'the job', parseId)
    .argument('<status>', workflowStatuses.join(', '), parseWorkflowStatus)
    .action(does(workflow))
  program
    .command('plan')
    .description('say what a preset would do to a video: what is copied, what is encoded and why')
    .argument('<file>', 'a video')
    .option('--preset <id>', 'how to transform; the one of the settings otherwise')
    .option('--measure', 'listen to all of the sound, where pauses or loudness matter')
    .action(
      does((out, file: string, options: { preset?: string; measure?: true }) =>
        plan(out, file, { ...options, workerScript }),
      ),
    )
  const presets = program.command('presets').description('the presets, and your own')
  presets.command('list').description('all of them').action(does(listPresets))
  presets.command('show').description('one, as data').argument('<id>').action(does(showPreset))
  presets
    .command('import')
    .description('add a preset from a file')
    .argument('<file>')
    .action(does(importPreset))
  presets
    .command('export')
    .description('write a preset to a file, or show it')
    .argument('<id>')
    .argument('[file]')
    .action(does(exportPreset))
  presets
    .command('remove')
    .description('remove one of your own')
    .argument('<id>')
    .action(does(removePreset))
  program
    .command('doctor')
    .description('what Spool needs, and what of it is there')
    .action(does((out) => doctor(out, workerScript)))
  program
    .command('backup')
    .description('copy the database, also while Spool works')
    .argument('[file]', 'where to; beside the database otherwise')
    .action(does(backup))
  program
    .command('rescue')
    .description('set a damaged database aside and go back to its last backup')
    .option('--anew', 'begin with an empty one instead')
    .action(does(rescue))
  const accounts = program.command('accounts').description('the channels Spool is signed in to')
  accounts.command('list').description('list them').action(does(listAccounts))
  accounts
    .command('client')
    .description(
      "use your Google project's client; its secret comes from SPOOL_YOUTUBE_CLIENT_SECRET",
    )
    .argument('<client-id>')
    .action(does(useClient))
  accounts
    .command('sign-in')
    .description('sign in to a channel, in the browser')
    .action(does((out) => signIn(out)))
  accounts
    .command('sign-out')
    .description('sign out of a channel')
    .argument('<channel>', 'by its name, its id or its number')
    .action(does(signOut))
  const destinations = program
    .command('destinations')
    .description('the folders, buckets and channels videos are published to')
  destinations.command('list').description('list them').action(does(listDestinations))
  destinations
    .command('add')
    .description(
      'add one; the keys of a bucket come from SPOOL_S3_ACCESS_KEY_ID and …_SECRET_ACCESS_KEY',
    )
    .argument('<kind>', 'folder, s3 or youtube')
    .argument('<name>')
    .option('--set <setting=value>', 'a setting such as path, bucket, endpoint, key', collect)
    .action(does(addDestination))
  destinations
    .command('remove')
    .description('forget one; what was published there stays')
    .argument('<name>')
    .action(does(removeDestination))
  destinations
    .command('test')
    .description('try whether it can be published to')
    .argument('<name>')
    .action(does(testDestination))
  program
    .command('demo')
    .description('try the whole pipeline on a small channel made for it')
    .action(does((out) => demo(out, workerScript)))

  addReviewCommands(program, does)

  try {
    await program.parseAsync(argv)
    return exitCode
  } catch (error) {
    // Commander has already said what is wrong with the usage; asking for help is not wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    output().failure(toFailure(error))
    return 1
  }
}

const collect = (text: string, before: string[] | undefined): string[] => [...(before ?? []), text]

function parsePriority(text: string): number {
  const priority = Number(text)
  if (text.trim() !== '' && Number.isInteger(priority) && priority >= 0 && priority <= 10) {
    return priority
  }
  throw new InvalidArgumentError('It is a whole number from 0 to 10.')
}

/** Bytes a second; null for no limit. */
function parseRate(text: string): number | null {
  if (text === 'none') return null
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([kmg]?)$/i.exec(text) ?? []
  const factor = { '': 1, k: 1e3, m: 1e6, g: 1e9 }[unit.toLowerCase()] ?? 1
  const rate = rateSchema.safeParse(Math.round(Number(amount) * factor))
  if (rate.success) return rate.data
  throw new InvalidArgumentError('It is a rate like 500k or 2M bytes a second, or “none”.')
}

function parseCount(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1) return count
  throw new InvalidArgumentError('It is a whole number from 1 up.')
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() !== '' && seconds >= 0 && Number.isFinite(seconds)) return seconds
  throw new InvalidArgumentError('It is a number of seconds, such as 90.')
}

function parseSampleLength(text: string): number {
  const seconds = parseSeconds(text)
  if (seconds >= 1 && seconds <= 30) return seconds
  throw new InvalidArgumentError('It is a number from 1 to 30.')
}

const workflowStatuses = ['queued', 'processing', 'completed', 'failed'] as const

function parseWorkflowStatus(text: string): WorkflowStatus {
  const status = workflowStatuses.find((one) => one === text)
  if (status) return status
  throw new InvalidArgumentError(`It is one of ${workflowStatuses.join(', ')}.`)
}

function parseType(text: string): JobType {
  const type = jobTypeSchema.safeParse(text)
  if (type.success) return type.data
  throw new InvalidArgumentError(`It is one of ${jobTypeSchema.options.join(', ')}.`)
}

function parseFilter(text: string): QueueFilter {
  const filter = queueFilterSchema.safeParse(text)
  if (filter.success) return filter.data
  throw new InvalidArgumentError(`It is one of ${queueFilterSchema.options.join(', ')}.`)
}
