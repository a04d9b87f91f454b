import type { Command } from 'commander'
import type { Setting } from './setting.ts'

const loadDatabase = () => import('../commands/database.ts')
const loadDoctor = () => import('../commands/doctor.ts')
const loadSettings = () => import('../commands/settings.ts')
const loadTools = () => import('../commands/tools.ts')
const loadDemo = () => import('../demo/index.ts')

/** The programs Spool needs, and its database. */
export function addUpkeepCommands(program: Command, { does, workerScript }: Setting): void {
  program.commandsGroup('Settings and upkeep:')
  const settings = program.command('settings').description('what can be set, and how it is')
  settings
    .command('list', { isDefault: true })
    .description('all of them, or those whose name begins so')
    .argument('[name]')
    .action(does(async () => (await loadSettings()).listSettings))
  settings
    .command('set')
    .description('change one')
    .argument('<name>', 'as “spool settings” shows it')
    .argument('<value>', 'text, a number, true, false, null or JSON')
    .action(does(async () => (await loadSettings()).changeSetting))
  program
    .command('doctor')
    .description('what Spool needs, and what of it is there')
    .action(
      does(async () => {
        const { doctor } = await loadDoctor()
        return (out) => doctor(out, workerScript)
      }),
    )
  program
    .command('backup')
    .description('copy the database, also while Spool works')
    .argument('[file]', 'where to; beside the database otherwise')
    .action(does(async () => (await loadDatabase()).backup))
  program
    .command('rescue')
    .description('set a damaged database aside and go back to its last backup')
    .option('--anew', 'begin with an empty one instead')
    .action(does(async () => (await loadDatabase()).rescue))
  program
    .command('tools')
    .description('the programs Spool runs, and how old they are')
    .action(does(async () => (await loadTools()).tools))
  program
    .command('update')
    .description('fetch the newest yt-dlp, check it and use it')
    .argument('<tool>', 'yt-dlp')
    .option('--back', 'go back to the one before instead')
    .action(does(async () => (await loadTools()).update))
  program
    .command('demo')
    .description('try the whole pipeline on a small channel made for it')
    .action(
      does(async () => {
        const { demo } = await loadDemo()
        return (out) => demo(out, workerScript)
      }),
    )
}
