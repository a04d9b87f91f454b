import { resolve } from 'node:path'
import { say } from '../../shared/plan/index.ts'
import { cliErrands } from '../errands.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

interface PlanOptions {
  preset?: string
  measure?: true
  workerScript: string
}

/** Says what a preset would do to a file: what is copied, what is encoded and why. */
export async function plan(
  output: Output,
  file: string,
  { preset: chosen, measure, workerScript }: PlanOptions,
): Promise<number> {
  const preset = await withEngine((engine) =>
    engine.presets.get(chosen ?? engine.settings().preset),
  )
  const { summary } = await cliErrands(workerScript).run<'plan'>({
    type: 'plan',
    inputPath: resolve(file),
    preset,
    measured: measure === true,
  })
  const { phrases, ...rest } = summary
  const words = phrases.map(say)
  output.answer({ ...rest, words }, [preset.name, ...words.map((line) => `  ${line}`)].join('\n'))
  return 0
}
