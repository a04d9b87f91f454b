import type { Command } from 'commander'
import { backup, rescue } from '../commands/database.ts'
import { doctor } from '../commands/doctor.ts'
import { tools, update } from '../commands/tools.ts'
import { demo } from '../demo/index.ts'
import type { Setting } from './setting.ts'

/** The programs Spool needs, and its database. */
export function addUpkeepCommands(program: Command, { does, workerScript }: Setting): void {
  program.commandsGroup('Upkeep:')
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
    .command('demo')
    .description('try the whole pipeline on a small channel made for it')
    .action(does((out) => demo(out, workerScript)))
}
