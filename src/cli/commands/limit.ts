import { formatBytes } from '../../shared/format.ts'
import type { SourceId } from '../../shared/job.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

/** Limits downloads, also those that run. The hours of the settings stay. */
export async function limit(
  output: Output,
  bytesPerSecond: number | null,
  { source }: { source?: SourceId },
): Promise<number> {
  const done = await withEngine((engine) => {
    if (source !== undefined) {
      if (!engine.sources.get(source)) return false
      engine.sources.change(source, { bytesPerSecond })
      return true
    }
    const { bandwidth } = engine.settings()
    engine.changeSettings({ bandwidth: { ...bandwidth, bytesPerSecond } })
    return true
  })
  const whose = source === undefined ? 'All downloads together' : `Source ${source}`
  const rate = bytesPerSecond === null ? 'no limit' : `at most ${formatBytes(bytesPerSecond)}/s`
  output.answer({ done }, done ? `${whose}: ${rate}.` : `There is no source ${source ?? ''}.`)
  return done ? 0 : 1
}
