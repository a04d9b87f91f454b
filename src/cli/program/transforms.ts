import type { Command } from 'commander'
import { plan } from '../commands/plan.ts'
import {
  exportPreset,
  importPreset,
  listPresets,
  removePreset,
  showPreset,
} from '../commands/presets.ts'
import { sample, type SampleOptions } from '../commands/sample.ts'
import { parseSampleLength, parseSeconds } from '../parse.ts'
import type { Setting } from './setting.ts'

/** What is made of a video. */
export function addTransformCommands(program: Command, { does, workerScript }: Setting): void {
  program.commandsGroup('Transforms:')
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
}
