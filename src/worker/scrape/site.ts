import { SpoolError } from '../../shared/errors.ts'
import type { SourceFilter } from '../../shared/source-filter.ts'
import type { ResultOf } from '../../shared/stage.ts'
import type { SiteTool } from '../../shared/tools.ts'
import type { StageContext } from '../context.ts'
import { redact } from '../redact.ts'
import { listArguments } from '../site/arguments.ts'
import { readEntry } from '../site/entry.ts'
import { siteFailure } from '../site/failure.ts'
import { requireSiteTool } from '../site/tool.ts'
import { Finds } from './finds.ts'

/** A channel has a handful of tabs; a list of lists without end is somebody's mistake. */
const mostLists = 20

/** Lists what yt-dlp finds at an address: told while it goes on, however long the channel is. */
export async function scrapeSite(
  url: string,
  filter: SourceFilter,
  context: StageContext,
): Promise<ResultOf<'scrape'>> {
  const tool = requireSiteTool(context)
  const lists = new Set([url])
  let finds: Finds | undefined
  let failure: SpoolError | undefined
  try {
    for (const list of lists) {
      const enough = new AbortController()
      const onStdoutLine = (line: string) => {
        const listed = readEntry(line, list)
        if (listed.kind === 'unusable') context.log(`Left out: ${listed.why}`)
        else if (listed.kind === 'list') {
          if (lists.size < mostLists) lists.add(listed.url)
        } else {
          finds ??= new Finds(listed.source, filter, context)
          if (!finds.take(listed.video)) enough.abort(new Error('enough'))
          tellCount(finds.count, context)
        }
      }
      failure ??= await listOne(tool, list, { context, onStdoutLine, enough: enough.signal })
      if (enough.signal.aborted) break
    }
  } finally {
    finds?.stop()
  }
  if (finds) return finds.result()
  if (failure) throw failure
  throw new SpoolError('invalid-input', 'There are no videos at this address.', {
    details: { url: redact(url) },
  })
}

interface Listing {
  context: StageContext
  onStdoutLine: (line: string) => void
  enough: AbortSignal
}

/** @returns what went wrong, which matters only where nothing was found at all */
async function listOne(
  tool: SiteTool,
  url: string,
  { context, onStdoutLine, enough }: Listing,
): Promise<SpoolError | undefined> {
  const argv = listArguments(tool, url)
  context.log(`Listing ${redact(url)} with yt-dlp ${tool.version}`)
  try {
    const end = await context.run({ program: tool.path, argv, onStdoutLine, signal: enough })
    for (const line of end.stderr) context.log(`yt-dlp: ${redact(line)}`)
    return end.exitCode === 0 ? undefined : siteFailure(tool, argv, end)
  } catch (error) {
    if (enough.aborted && !context.signal.aborted) return undefined
    throw error
  }
}

function tellCount(count: number, context: StageContext): void {
  const phase = `Looking: ${String(count)} found`
  context.progress({ phase, fraction: null, speed: null, etaSeconds: null })
}
