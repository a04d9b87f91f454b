import { Command, CommanderError } from 'commander'
import manifest from '../../../package.json' with { type: 'json' }
import { toFailure } from '../../shared/errors.ts'
import { Output } from '../output.ts'
import { addDestinationCommands } from './destinations.ts'
import { addGithubCommands } from './github.ts'
import { addQueueCommands } from './queue.ts'
import { addReviewCommands } from './review.ts'
import type { Setting } from './setting.ts'
import { addSourceCommands } from './sources.ts'
import { addTransformCommands } from './transforms.ts'
import { addUpkeepCommands } from './upkeep.ts'

/** Runs one command line. @returns the exit code: 0 done, 1 something failed, 2 wrong usage */
export async function runProgram(argv: string[], workerScript: string): Promise<number> {
  let exitCode = 0
  const program = new Command('spool')
    .description('Find, download, transform and publish videos as one durable queue.')
    .version(manifest.version, '-v, --version', 'which Spool this is')
    .option('--json', 'answer in JSON, for scripts')
    .exitOverride()
  const output = () => new Output(program.opts<{ json?: true }>().json === true)
  const setting: Setting = {
    workerScript,
    does:
      (load) =>
      async (...args) => {
        const command = await load()
        exitCode = await command(output(), ...args)
      },
  }
  addSourceCommands(program, setting)
  addQueueCommands(program, setting)
  addTransformCommands(program, setting)
  addReviewCommands(program, setting)
  addDestinationCommands(program, setting)
  addGithubCommands(program, setting)
  addUpkeepCommands(program, setting)

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
