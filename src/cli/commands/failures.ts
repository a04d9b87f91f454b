import { causeLabel } from '../../shared/causes.ts'
import { formatDuration, formatQuantity } from '../../shared/format.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'

/** What failed, by what helps. */
export async function failures(output: Output): Promise<number> {
  const groups = await withEngine((engine) => engine.failures.groups())
  const rows = groups.map(({ cause, jobs, example }) =>
    [
      String(jobs).padStart(6),
      cause.padEnd(16),
      causeLabel(cause).padEnd(30),
      `— ${line(example, 100)}`,
    ].join('  '),
  )
  output.answer(
    groups,
    groups.length === 0
      ? 'Nothing failed.'
      : `${rows.join('\n')}\n\n“spool retry --cause <name>” puts all of one cause back.`,
  )
  return 0
}

/** Sites that are left alone for a while, and for how long still. */
export async function sites(output: Output): Promise<number> {
  const held = await withEngine((engine) => engine.sites.held())
  const rows = held.map(({ site, until, cause }) => {
    const left = formatDuration(Math.max(1, Math.ceil((until - Date.now()) / 1_000)))
    const why = cause === null ? '' : `— ${causeLabel(cause)}`
    return [site.padEnd(30), `${left} left`.padEnd(20), why].join('  ').trimEnd()
  })
  output.answer(held, held.length === 0 ? 'Every site may be asked.' : rows.join('\n'))
  return 0
}

/** Asks sites again that were to be left alone. */
export async function release(output: Output, names: string[]): Promise<number> {
  const released = await withEngine((engine) => names.filter((name) => engine.sites.release(name)))
  output.answer({ released }, `${formatQuantity(released.length, 'site')} asked again.`)
  return released.length === names.length ? 0 : 1
}
