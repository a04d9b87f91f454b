import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AddedSource } from '../../shared/calls/sources.ts'
import type { Destination } from '../../shared/pipeline.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'

interface AddOptions {
  preset?: string
  to?: string[]
  priority?: number
}

export async function add(
  output: Output,
  sources: string[],
  { preset, to, priority }: AddOptions,
): Promise<number> {
  const added = await withEngine((engine) =>
    engine.addSources({
      // In a shell a path may be relative to where one is.
      locations: sources.map((source) => (existsSync(source) ? resolve(source) : source)),
      ...(preset === undefined ? {} : { preset }),
      ...(to === undefined ? {} : { destinations: to.map(folder) }),
      ...(priority === undefined ? {} : { priority }),
    }),
  )
  output.answer(added, added.map(sentence).join('\n'))
  return added.some(({ outcome }) => outcome === 'rejected') ? 1 : 0
}

const folder = (path: string): Destination => ({ kind: 'folder', path: resolve(path) })

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
