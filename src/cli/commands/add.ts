import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { launchChildProcess } from '../../core/index.ts'
import type { AddedSource } from '../../shared/calls/sources.ts'
import type { SourceFilter } from '../../shared/source-filter.ts'
import type { SourcePreview } from '../../shared/source.ts'
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
    engine.sources.add({
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
  locations: string[],
  filter: SourceFilter | undefined,
  workerScript: string,
): Promise<number> {
  const previews = await withEngine(async (engine) => {
    const work = {
      launchWorker: launchChildProcess(workerScript),
      tools: () => engine.tools.forWorkers(),
    }
    const all: SourcePreview[] = []
    for (const location of locations) {
      const options = filter === undefined ? {} : { filter }
      all.push(await engine.sources.preview(location, options, new AbortController().signal, work))
    }
    return all
  })
  output.answer(previews, previews.map(previewText).join('\n\n'))
  return 0
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
