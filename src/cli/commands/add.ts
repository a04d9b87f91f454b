import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { expandLists, launchChildProcess } from '../../core/index.ts'
import type { AddedSource } from '../../shared/calls/sources.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { SourceFilter } from '../../shared/source-filter.ts'
import { sumOf, type SourcePreview } from '../../shared/preview.ts'
import { filterOf } from '../filter-options.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'
import { changeOf, type SourceCommandOptions } from '../source-options.ts'
import { previewText } from './sources.ts'

interface AddOptions extends SourceCommandOptions {
  preview?: true
}

export async function add(
  output: Output,
  sources: string[],
  options: AddOptions,
  workerScript: string,
): Promise<number> {
  // In a shell a path may be relative to where one is.
  const locations = sources.map((source) => (existsSync(source) ? resolve(source) : source))
  const filter = filterOf(options)
  if (options.preview) return preview(output, locations, filter, workerScript)
  const added = await withEngine((engine) =>
    engine.sources.addDropped({
      locations,
      ...changeOf(engine, options),
      ...(filter === undefined ? {} : { filter }),
    }),
  )
  output.answer(added, added.map(sentence).join('\n'))
  return added.some(({ outcome }) => outcome === 'rejected') ? 1 : 0
}

async function preview(
  output: Output,
  operands: string[],
  filter: SourceFilter | undefined,
  workerScript: string,
): Promise<number> {
  const { locations, refused } = await expandLists(operands)
  const stopped = new AbortController()
  process.once('SIGINT', () => {
    stopped.abort(new SpoolError('cancelled', 'The preview was stopped.'))
  })
  const previews: SourcePreview[] = []
  const failed = [...refused]
  await withEngine(async (engine) => {
    const work = {
      launchWorker: launchChildProcess(workerScript),
      tools: () => engine.tools.forWorkers(),
    }
    const options = filter === undefined ? {} : { filter }
    for (const location of locations) {
      try {
        previews.push(await engine.sources.preview(location, options, stopped.signal, work))
      } catch (error) {
        if (!(error instanceof SpoolError) || error.kind === 'cancelled') throw error
        failed.push({ location, message: error.message })
      }
    }
  })
  const sentences = failed.map(({ location, message }) => `${line(location, 100)} — ${message}`)
  output.answer(
    { previews, failed },
    [...previews.map(previewText), ...sentences, ...totalOf(previews)].join('\n\n'),
  )
  return failed.length === 0 ? 0 : 1
}

function totalOf(previews: readonly SourcePreview[]): string[] {
  if (previews.length < 2) return []
  const { added, known, complete } = sumOf(previews)
  const least = complete ? '' : 'at least '
  return [`Together: would add ${least}${String(added)}, ${String(known)} are there.`]
}

function sentence(source: AddedSource): string {
  const location = line(source.location, 100)
  switch (source.outcome) {
    case 'added':
      return `Added ${location} as job ${String(source.jobId)}.`
    case 'duplicate':
      return `${location} is already waiting as job ${String(source.jobId)}.`
    case 'rejected':
      return `Not added: ${location} — ${source.message}`
  }
}
