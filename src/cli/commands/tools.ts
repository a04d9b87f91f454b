import { Presets, SingleBar } from 'cli-progress'
import type { FetchProgress, ToolState } from '../../shared/calls/tools.ts'
import { SpoolError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/format.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function tools(output: Output): Promise<number> {
  const found = await withEngine((engine) => engine.tools.list())
  output.answer(found, found.map(describe).join('\n'))
  return found.every((tool) => tool.status === 'ok' || tool.name === 'yt-dlp') ? 0 : 1
}

/** Asking for it on the command line is the consent. */
export async function update(
  output: Output,
  name: string,
  { back }: { back?: true },
): Promise<number> {
  if (name !== 'yt-dlp') {
    const sentence = 'Spool keeps only yt-dlp up to date; the others come with the system.'
    throw new SpoolError('invalid-input', sentence)
  }
  const tool = await withEngine(async (engine) => {
    if (back) return engine.tools.rollBack()
    output.say(`Fetching yt-dlp from ${engine.settings().tools.ytDlpReleases}`)
    const stopped = new AbortController()
    process.once('SIGINT', () => {
      stopped.abort(new SpoolError('cancelled', 'yt-dlp was not fetched; the one in use stays.'))
    })
    const bar = barFor(output)
    try {
      return await engine.tools.update({ signal: stopped.signal, onProgress: bar.show })
    } finally {
      bar.close()
    }
  })
  output.answer(tool, describe(tool))
  return tool.status === 'ok' ? 0 : 1
}

/** How far a fetch is, for who sits at a terminal. */
function barFor(output: Output) {
  if (!process.stdout.isTTY || output.json) return { show: () => undefined, close: () => undefined }
  const format = '  {bar} {fetched}'
  const options = { format, barsize: 24, hideCursor: true, clearOnComplete: true }
  const bar = new SingleBar(options, Presets.shades_grey)
  bar.start(1, 0, { fetched: '' })
  return {
    show: ({ bytes, totalBytes }: FetchProgress) => {
      const whole = totalBytes === null ? '' : ` / ${formatBytes(totalBytes)}`
      const fraction = totalBytes === null ? 0 : bytes / totalBytes
      bar.update(fraction, { fetched: `${formatBytes(bytes)}${whole}` })
    },
    close: () => {
      bar.stop()
    },
  }
}

function describe(tool: ToolState): string {
  const name = tool.name.padEnd(8)
  if (tool.status !== 'ok') return `${name} ${tool.status}: ${tool.problem}`
  const { version, path, origin, ageDays, isOld, previousVersion } = tool
  return [
    `${name} ${version} at ${path} (${origin})`,
    ...(ageDays === null ? [] : [`${String(ageDays)} days old`]),
    ...(isOld ? ['“spool update yt-dlp” gets a newer one'] : []),
    ...(previousVersion === null ? [] : [`before: ${previousVersion}`]),
  ].join(', ')
}
