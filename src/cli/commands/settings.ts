import { SpoolError } from '../../shared/errors.ts'
import { settingsSchema, type Settings } from '../../shared/settings.ts'
import { line, type Output } from '../output.ts'
import { valueOf } from '../parse.ts'
import { withEngine } from '../session.ts'

/** Shows the settings, all of them or those whose name begins so. */
export async function listSettings(output: Output, prefix = ''): Promise<number> {
  const settings = await withEngine((engine) => engine.settings())
  const shown = leavesOf(settings).filter(({ name }) => name.startsWith(prefix))
  if (shown.length === 0) throw unknown(prefix)
  const width = Math.max(...shown.map(({ name }) => name.length))
  output.answer(
    Object.fromEntries(shown.map(({ name, value }) => [name, value])),
    shown
      .map(({ name, value }) => `${name.padEnd(width)}  ${line(JSON.stringify(value), 200)}`)
      .join('\n'),
  )
  return 0
}

/** @throws SpoolError `invalid-input` where there is no such setting, or it cannot be that */
export async function changeSetting(output: Output, name: string, text: string): Promise<number> {
  const changed = await withEngine((engine) => {
    const before = engine.settings()
    const known = leavesOf(before).find((leaf) => leaf.name === name)
    if (!known) throw unknown(name)
    return engine.changeSettings(read(replaced(before, known.path, valueOf(text)), name))
  })
  const value = leavesOf(changed).find((leaf) => leaf.name === name)?.value
  output.answer({ [name]: value }, `${name} is ${line(JSON.stringify(value), 200)} now.`)
  return 0
}

const unknown = (name: string) =>
  new SpoolError('invalid-input', `There is no setting “${name}”. “spool settings” shows them all.`)

function read(settings: unknown, name: string): Settings {
  const read = settingsSchema.safeParse(settings)
  if (read.success) return read.data
  const why = read.error.issues[0]?.message ?? ''
  throw new SpoolError('invalid-input', `${name} cannot be that. ${why}.`)
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Leaf {
  /** In full: `bandwidth.bytesPerSecond`. */
  name: string
  path: readonly string[]
  value: unknown
}

/** Every single setting. */
const leavesOf = (value: unknown, path: readonly string[] = []): Leaf[] =>
  isGroup(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
    : [{ name: path.join('.'), path, value }]

function replaced(group: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  return isGroup(group) ? { ...group, [key]: replaced(group[key], rest, value) } : group
}
