import type { Command } from 'commander'
import { collect } from '../parse.ts'
import type { Setting } from './setting.ts'

const loadAccounts = () => import('../commands/accounts.ts')
const loadDestinations = () => import('../commands/destinations.ts')

/** Where renditions go. */
export function addDestinationCommands(program: Command, { does }: Setting): void {
  program.commandsGroup('Publishing:')
  const accounts = program.command('accounts').description('the channels Spool is signed in to')
  accounts
    .command('list')
    .description('list them')
    .action(does(async () => (await loadAccounts()).listAccounts))
  accounts
    .command('client')
    .description(
      "use your Google project's client; its secret comes from SPOOL_YOUTUBE_CLIENT_SECRET",
    )
    .argument('<client-id>')
    .action(does(async () => (await loadAccounts()).useClient))
  accounts
    .command('sign-in')
    .description('sign in to a channel, in the browser')
    .action(does(async () => (await loadAccounts()).signIn))
  accounts
    .command('sign-out')
    .description('sign out of a channel')
    .argument('<channel>', 'by its name, its id or its number')
    .action(does(async () => (await loadAccounts()).signOut))
  const destinations = program
    .command('destinations')
    .description('the folders, buckets and channels videos are published to')
  destinations
    .command('list')
    .description('list them')
    .action(does(async () => (await loadDestinations()).listDestinations))
  destinations
    .command('add')
    .description(
      'add one; the keys of a bucket come from SPOOL_S3_ACCESS_KEY_ID and …_SECRET_ACCESS_KEY',
    )
    .argument('<kind>', 'folder, s3 or youtube')
    .argument('<name>')
    .option('--set <setting=value>', 'a setting such as path, bucket, endpoint, key', collect)
    .action(does(async () => (await loadDestinations()).addDestination))
  destinations
    .command('change')
    .description(
      'change one; webhooks (--set after=…) are signed by what SPOOL_WEBHOOK_SECRET holds',
    )
    .argument('<name>')
    .option('--set <setting=value>', 'a setting to change', collect)
    .option('--name <name>', 'call it this from now on')
    .action(does(async () => (await loadDestinations()).changeDestination))
  destinations
    .command('remove')
    .description('forget one; what was published there stays')
    .argument('<name>')
    .action(does(async () => (await loadDestinations()).removeDestination))
  destinations
    .command('test')
    .description('try whether it can be published to')
    .argument('<name>')
    .action(does(async () => (await loadDestinations()).testDestination))
}
