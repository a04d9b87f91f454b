import { resolve } from 'node:path'
import { formatBytes } from '../../shared/format.ts'
import { cliErrands } from '../errands.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

export interface SampleOptions {
  preset?: string
  from?: number
  seconds: number
  to: string
}

/** Makes a few seconds of a video as they are and as the preset makes them, to look at. */
export async function sample(
  output: Output,
  file: string,
  { preset: chosen, from, seconds, to, workerScript }: SampleOptions & { workerScript: string },
): Promise<number> {
  const { preset, encoding } = await withEngine((engine) => {
    const settings = engine.settings()
    return { preset: engine.presets.get(chosen ?? settings.preset), encoding: settings.encoding }
  })
  const answer = await cliErrands(workerScript).run<'sample'>({
    type: 'sample',
    inputPath: resolve(file),
    preset,
    from: from ?? null,
    seconds,
    targetFolder: resolve(to),
    encoding,
    forBrowser: false,
  })
  const { before, after, notes } = answer
  output.answer(
    answer,
    [
      `Before  ${before.path}`,
      `After   ${after.path} (${formatBytes(after.bytes)})`,
      `Both show ${answer.seconds.toFixed(1)} s from ${answer.from.toFixed(1)} s on.`,
      ...notes,
    ].join('\n'),
  )
  return 0
}
