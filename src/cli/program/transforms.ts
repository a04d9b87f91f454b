import type { Command } from 'commander'
import type { SampleOptions } from '../commands/sample.ts'
import { parseSampleLength, parseSeconds } from '../parse.ts'
import type { Setting } from './setting.ts'

const loadPlan = () => import('../commands/plan.ts')
const loadPresets = () => import('../commands/presets.ts')
const loadSample = () => import('../commands/sample.ts')

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
      does(async () => {
        const { plan } = await loadPlan()
        return (out, file: string, options: { preset?: string; measure?: true }) =>
          plan(out, file, { ...options, workerScript })
      }),
    )
  const presets = program.command('presets').description('the presets, and your own')
  presets
    .command('list')
    .description('all of them')
    .action(does(async () => (await loadPresets()).listPresets))
  presets
    .command('show')
    .description('one, as data')
    .argument('<id>')
    .action(does(async () => (await loadPresets()).showPreset))
  presets
    .command('import')
    .description('add a preset from a file')
    .argument('<file>')
    .action(does(async () => (await loadPresets()).importPreset))
  presets
    .command('export')
    .description('write a preset to a file, or show it')
    .argument('<id>')
    .argument('[file]')
    .action(does(async () => (await loadPresets()).exportPreset))
  presets
    .command('remove')
    .description('remove one of your own')
    .argument('<id>')
    .action(does(async () => (await loadPresets()).removePreset))
  program
    .command('sample')
    .description('make a few seconds of a video as they are and as a preset makes them')
    .argument('<file>', 'a video')
    .option('--preset <id>', 'how to transform; the one of the settings otherwise')
    .option('--from <seconds>', 'where to begin; in the middle otherwise', parseSeconds)
    .option('--seconds <n>', 'how long, 1 to 30', parseSampleLength, 5)
    .option('--to <folder>', 'where to put both files', '.')
    .action(
      does(async () => {
        const { sample } = await loadSample()
        return (out, file: string, options: SampleOptions) =>
          sample(out, file, { ...options, workerScript })
      }),
    )
}
