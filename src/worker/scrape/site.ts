import { SpoolError } from '../../shared/errors.ts'
import type { SourceFilter } from '../../shared/source-filter.ts'
import type { ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { redact } from '../redact.ts'
import { listArguments } from '../yt-dlp/arguments.ts'
import { readEntry } from '../yt-dlp/entry.ts'
import { runYtDlp } from '../yt-dlp/run.ts'
import { Finds } from './finds.ts'

/** A channel has a handful of tabs; a list of lists without end is somebody's mistake. */
const mostLists = 20

/** Lists what yt-dlp finds at an address: told while it goes on, however long the channel is. */
export async function scrapeSite(
  url: string,
  filter: SourceFilter,
  context: StageContext,
): Promise<ResultOf<'scrape'>> {
  const lists = new Set([url])
  let finds: Finds | undefined
  let failure: SpoolError | null = null
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
      failure ??= await listOne(list, context, onStdoutLine, enough.signal)
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

/** @returns what went wrong, which matters only where nothing was found at all */
async function listOne(
  url: string,
  context: StageContext,
  onStdoutLine: (line: string) => void,
  signal: AbortSignal,
): Promise<SpoolError | null> {
  try {
    return await runYtDlp(context, { url, what: listArguments, onStdoutLine, signal })
  } catch (error) {
    if (signal.aborted && !context.signal.aborted) return null
    throw error
  }
}

function tellCount(count: number, context: StageContext): void {
  context.progress({
    phase: 'looking',
    found: count,
    fraction: null,
    speed: null,
    etaSeconds: null,
  })
}
