import type { Command } from 'commander'
import { cancel, pause, prioritise, resume, retry, top } from '../commands/control.ts'
import { failures } from '../commands/failures.ts'
import { list } from '../commands/list.ts'
import { run } from '../commands/run.ts'
import { show } from '../commands/show.ts'
import { stats } from '../commands/stats.ts'
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

/** The queue: looked at, worked on, held and put right. */
export function addQueueCommands(program: Command, { does, workerScript }: Setting): void {
  program.commandsGroup('Queue:')
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
    .command('show')
    .description('everything about one job: why it waits or failed, its files, history and log')
    .argument('<id>', 'a job by number', parseId)
    .action(does(show))
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
    .command('top')
    .description('put waiting jobs before all others of their kind')
    .argument('<id...>', 'jobs by number', parseIds)
    .action(does(top))
}
