import type { Engine } from '../../core/index.ts'
import { formatBytes, formatDuration } from '../../shared/format.ts'
import { sourceIdSchema, type SourceId } from '../../shared/job.ts'
import { SpoolError } from '../../shared/errors.ts'
import { sumOf, type SourcePreview } from '../../shared/preview.ts'
import type { SourceSummary, Watch } from '../../shared/source.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function sources(output: Output): Promise<number> {
  const found = await withEngine((engine) => {
    const all: SourceSummary[] = []
    let cursor: string | null = null
    do {
      const page = engine.sources.page(cursor, 200)
      all.push(...page.sources)
      cursor = page.next
    } while (cursor !== null)
    return all
  })
  output.answer(
    found,
    found.length === 0 ? 'There are no sources.' : found.map(describe).join('\n'),
  )
  return 0
}

/** All that is set of some. */
export async function showSources(output: Output, numbers: string[]): Promise<number> {
  const found = await withEngine((engine) => numbers.map((text) => sourceOf(engine, text)))
  output.answer(found, found.map(settingsText).join('\n\n'))
  return 0
}

/** @throws SpoolError `invalid-input` where it is no number, `gone` where there is none of it */
export function sourceOf(engine: Engine, text: string): SourceSummary {
  const source = engine.sources.get(idOf(text))
  if (source) return source
  throw new SpoolError('gone', `There is no source ${text}. “spool sources” lists them.`)
}

type Verb = 'check' | 'pause' | 'resume' | 'remove'

/** Does one thing to sources by their numbers. */
export const withSources =
  (verb: Verb) =>
  async (output: Output, numbers: string[]): Promise<number> => {
    const ids = numbers.map(idOf)
    const done = await withEngine((engine) => {
      const present = ids.filter((id) => engine.sources.get(id) !== null)
      for (const id of present) {
        if (verb === 'remove') engine.sources.remove(id)
        else if (verb === 'check') engine.sources.check([id])
        else engine.sources.pause(id, verb === 'pause')
      }
      return present
    })
    const what = { check: 'To be looked at', pause: 'Paused', resume: 'Resumed', remove: 'Removed' }
    output.answer(done, `${what[verb]}: ${done.join(', ') || 'none'}.`)
    return done.length === ids.length ? 0 : 1
  }

function idOf(text: string): SourceId {
  const id = sourceIdSchema.safeParse(Number(text))
  if (id.success) return id.data
  throw new SpoolError(
    'invalid-input',
    'A source is named by its number; “spool sources” shows it.',
  )
}

function describe(source: SourceSummary): string {
  const { id, kind, title, videos, leftOut, watch, paused, health, nextCheckAt } = source
  const left = leftOut === 0 ? '' : `, ${String(leftOut)} left out`
  return [
    String(id).padStart(5),
    (kind ?? 'unknown').padEnd(8),
    line(title, 50).padEnd(50),
    `${String(videos)} videos${left}`,
    watchText(watch, nextCheckAt),
    ...(paused ? ['paused'] : []),
    health.state === 'failed' ? `failed — ${line(health.message, 100)}` : health.state,
  ].join('  ')
}

/** A source with all that is set of it, for people. */
export function settingsText(source: SourceSummary): string {
  const { filter, naming, bytesPerSecond, watch, nextCheckAt } = source
  const wanted = Object.entries(filter).map(([name, value]) =>
    name === 'since' || name === 'until'
      ? `${name} ${new Date(Number(value)).toLocaleDateString()}`
      : `${name} ${String(value)}`,
  )
  const places = source.destinations.map((one) =>
    one.kind === 'folder' ? one.path : `destination ${String(one.id)} (${one.platform})`,
  )
  return [
    `${String(source.id)}  ${line(source.title, 80)}`,
    `  address       ${line(source.location, 200)}`,
    `  preset        ${[source.preset, ...source.morePresets].join(', ')}`,
    `  destinations  ${places.join(', ')}`,
    `  naming        ${naming ?? 'as the settings say'}`,
    `  limit         ${bytesPerSecond === null ? 'none' : `${formatBytes(bytesPerSecond)}/s`}`,
    `  priority      ${String(source.priority)}`,
    `  watch         ${watchText(watch, nextCheckAt)}`,
    `  wanted        ${wanted.length === 0 ? 'everything' : wanted.join(', ')}`,
  ].join('\n')
}

function watchText(watch: Watch | null, next: number | null): string {
  const at = next === null ? '' : `, next ${new Date(next).toLocaleString()}`
  switch (watch?.kind) {
    case undefined:
      return 'looked at when asked'
    case 'folder':
      return 'watched'
    case 'interval':
      return `every ${formatDuration(watch.minutes * 60)}${at}`
    case 'cron':
      return `at “${watch.expression}”${at}`
  }
}

/** What a preview says, for people. */
export function previewText(preview: SourcePreview): string {
  const { added, known, leftOut, seconds, secondsUnknown, bytes, bytesUnknown } = sumOf([preview])
  const least = preview.complete ? '' : 'at least '
  const sum = (text: string, unknown: number) => {
    if (unknown === added) return 'unknown'
    return unknown === 0 ? text : `${text} (${String(unknown)} unknown)`
  }
  return [
    `${line(preview.title, 80)} (${preview.kind})`,
    `  would add  ${least}${String(added)}`,
    `  is there   ${String(known)}`,
    `  left out   ${String(leftOut)}`,
    `  long       ${sum(formatDuration(seconds), secondsUnknown)}`,
    `  large      ${sum(formatBytes(bytes), bytesUnknown)}`,
    ...preview.videos
      .slice(0, 20)
      .map((video) => `  ${video.known ? '=' : '+'} ${line(video.title, 90)}`),
  ].join('\n')
}
