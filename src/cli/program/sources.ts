import type { Command } from 'commander'
import { withFilterOptions } from '../filter-options.ts'
import { collect, parsePriority, parseRate, parseSource } from '../parse.ts'
import type { Setting } from './setting.ts'

const loadAdd = () => import('../commands/add.ts')
const loadFailures = () => import('../commands/failures.ts')
const loadLimit = () => import('../commands/limit.ts')
const loadSourceEdit = () => import('../commands/source-edit.ts')
const loadSources = () => import('../commands/sources.ts')

/** Where videos come from, and how fast they are fetched. */
export function addSourceCommands(program: Command, { does, workerScript }: Setting): void {
  program.commandsGroup('Sources and downloads:')
  const addCommand = program
    .command('add')
    .description('add sources: channels, pages, feeds, media, files, folders, lists of addresses')
    .argument('<source...>')
    .option('--preview', 'only tell what would be added')
  withOptions(addCommand).action(
    does(async () => {
      const { add } = await loadAdd()
      return (out, operands: string[], options: Parameters<typeof add>[2]) =>
        add(out, operands, options, workerScript)
    }),
  )
  program
    .command('sources')
    .description('list sources')
    .action(does(async () => (await loadSources()).sources))
  const group = program.command('source').description('one thing for sources, by number')
  group
    .command('show')
    .description('all that is set of them')
    .argument('<number...>')
    .action(does(async () => (await loadSources()).showSources))
  const edit = group
    .command('edit')
    .description(
      'change them; jobs already in the queue keep their preset, destination and priority, what follows goes by the new ones',
    )
    .argument('<number...>')
    .option('--no-watch', 'look only when asked')
    .option('--no-naming', 'call files as the settings say')
    .option('--no-filter', 'want everything; filters named with it count anew')
    .option('--remake', 'make again, at the next look, what is already published')
  withOptions(edit).action(does(async () => (await loadSourceEdit()).editSources))
  for (const [verb, description] of [
    ['check', 'look at them now'],
    ['pause', 'begin none of their jobs'],
    ['resume', 'go on with their jobs'],
    ['remove', 'take them out and cancel what is left to do; files stay'],
  ] as const) {
    group
      .command(verb)
      .description(description)
      .argument('<number...>')
      .action(does(async () => (await loadSources()).withSources(verb)))
  }
  program
    .command('sites')
    .description('sites that asked to be left alone, and for how long')
    .action(does(async () => (await loadFailures()).sites))
  program
    .command('release')
    .description('ask sites again at once that were to be left alone')
    .argument('<site...>', 'by name, as “spool sites” shows it')
    .action(does(async () => (await loadFailures()).release))
  program
    .command('limit')
    .description('how fast downloads may be, all together or those of one source')
    .argument('<rate>', 'bytes a second as 500k or 2M, or “none”', parseRate)
    .option('--source <id>', 'of this source only', parseSource)
    .action(does(async () => (await loadLimit()).limit))
}

/** What can be said of a source, when it is added and later. */
const withOptions = (command: Command): Command =>
  withFilterOptions(
    command
      .option('--preset <id>', 'how to transform, several times for several renditions', collect)
      .option(
        '--to <destination>',
        'where to publish: a destination by name, or a folder; also several times',
        collect,
      )
      .option('--naming <template>', 'what its files are called, as “{date} {title}”')
      .option('--limit <rate>', 'bytes a second of its downloads, as 500k or “none”', parseRate)
      .option('--priority <0-10>', 'higher comes first', parsePriority)
      .option('--watch <when>', 'look again: 30m, 6h, 1d, a cron expression, or “folder”'),
  )
