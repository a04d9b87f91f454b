import type { Command } from 'commander'
import {
  parseCount,
  parseFilter,
  parseId,
  parseIds,
  parsePriority,
  parseSource,
  parseType,
} from '../parse.ts'
import type { Setting } from './setting.ts'

const loadControl = () => import('../commands/control.ts')
const loadFailures = () => import('../commands/failures.ts')
const loadList = () => import('../commands/list.ts')
const loadRun = () => import('../commands/run.ts')
const loadShow = () => import('../commands/show.ts')
const loadStats = () => import('../commands/stats.ts')

/** The queue: looked at, worked on, held and put right. */
export function addQueueCommands(program: Command, { does, workerScript }: Setting): void {
  program.commandsGroup('Queue:')
  program
    .command('run')
    .description('work on the queue here until all of it is done')
    .option('--keep', 'stay and wait for more')
    .action(
      does(async () => {
        const { run } = await loadRun()
        return (out, options: { keep?: true }) => run(out, { ...options, workerScript })
      }),
    )
  program
    .command('list')
    .description('list jobs, newest first')
    .option('--only <state>', 'all, running, waiting, failed or done', parseFilter, 'all')
    .option('--limit <n>', 'at most so many', parseCount, 50)
    .action(does(async () => (await loadList()).list))
  program
    .command('show')
    .description('everything about one job: why it waits or failed, its files, history and log')
    .argument('<id>', 'a job by number', parseId)
    .action(does(async () => (await loadShow()).show))
  program
    .command('stats')
    .description('the figures of the queue')
    .option('--type <type>', 'of one type of job only', parseType)
    .action(does(async () => (await loadStats()).stats))
  program
    .command('pause')
    .description('begin no more jobs; running ones are finished')
    .option('--freeze', 'hold the running ones as well')
    .option('--type <type>', 'only this type of job', parseType)
    .option('--source <id>', 'only the jobs of this source', parseSource)
    .action(does(async () => (await loadControl()).pause))
  program
    .command('resume')
    .description('go on after a pause')
    .option('--type <type>', 'with this type of job', parseType)
    .option('--source <id>', 'with the jobs of this source', parseSource)
    .action(does(async () => (await loadControl()).resume))
  program
    .command('retry')
    .description('put failed or cancelled jobs back into the queue')
    .argument('[id...]', 'jobs by number', parseIds)
    .option('--failed', 'every failed job')
    .option('--cause <name>', 'every job that failed for this; “spool failures” names them')
    .action(does(async () => (await loadControl()).retry))
  program
    .command('failures')
    .description('what failed, by what helps')
    .action(does(async () => (await loadFailures()).failures))
  program
    .command('cancel')
    .description('cancel jobs')
    .argument('<id...>', 'jobs by number', parseIds)
    .action(does(async () => (await loadControl()).cancel))
  program
    .command('priority')
    .description('set the priority of jobs, 0 to 10')
    .argument('<priority>', 'higher comes first', parsePriority)
    .argument('<id...>', 'jobs by number', parseIds)
    .action(does(async () => (await loadControl()).prioritise))
  program
    .command('top')
    .description('put waiting jobs before all others of their kind')
    .argument('<id...>', 'jobs by number', parseIds)
    .action(does(async () => (await loadControl()).top))
}
