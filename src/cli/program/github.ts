import type { Command } from 'commander'
import { collect, parseId, parseWorkflowStatus, workflowStatuses } from '../parse.ts'
import type { Setting } from './setting.ts'

const loadGithub = () => import('../commands/github.ts')

/** How GitHub Actions takes part. */
export function addGithubCommands(program: Command, { does }: Setting): void {
  program.commandsGroup('GitHub Actions:')
  const atGithub = program
    .command('github')
    .description('how GitHub Actions takes part')
    .action(does(async () => (await loadGithub()).github))
  atGithub
    .command('use')
    .description('follow the runs of a repository, and let its workflows do whole stages')
    .argument('<owner/name>')
    .option('--base-url <url>', 'the API of an Enterprise Server')
    .option('--delegate <stage=workflow@branch>', 'also several times', collect)
    .action(does(async () => (await loadGithub()).useGithub))
  atGithub
    .command('token')
    .description('keep the token given on standard input in the key store')
    .option('--remove', 'remove it instead')
    .action(does(async () => (await loadGithub()).githubToken))
  atGithub
    .command('off')
    .description('have no part in it any more')
    .action(does(async () => (await loadGithub()).leaveGithub))
  program
    .command('workflow')
    .description('apply what a workflow says of a job')
    .argument('<id>', 'the job', parseId)
    .argument('<status>', workflowStatuses.join(', '), parseWorkflowStatus)
    .action(does(async () => (await loadGithub()).workflow))
}
