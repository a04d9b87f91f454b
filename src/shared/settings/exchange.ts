import { z } from 'zod'
import { SpoolError } from '../errors.ts'
import { settingsSchema, type Settings } from '../settings.ts'

/** Settings as a file: every machine's but its secrets, which are in the key store alone. */
const format = 'spool-settings'
const version = 1

/** No file of settings is longer. */
export const maxSettingsText = 1_000_000

export const writeSettings = (settings: Settings): string =>
  `${JSON.stringify({ format, version, settings: withoutLogins(settings) }, null, 2)}\n`

/** Addresses can hold a name and a password; those stay here. */
function withoutLogins(value: unknown): unknown {
  if (typeof value === 'string') return withoutLogin(value)
  if (Array.isArray(value)) return value.map(withoutLogins)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withoutLogins(item)]),
  )
}

function withoutLogin(text: string): string {
  const url = /^https?:/i.test(text) ? URL.parse(text) : null
  if (!url || (url.username === '' && url.password === '')) return text
  url.username = ''
  url.password = ''
  return url.href
}

const someSettingsSchema = settingsSchema.partial()

const fileSchema = z.object({
  format: z.literal(format),
  version: z.number().int().min(1),
  settings: z.record(z.string(), z.unknown()),
})

/**
 * What a file of settings says; a setting it does not name is left out.
 *
 * @throws SpoolError `invalid-input` with what is wrong, and where
 */
export function readSettings(text: string): z.output<typeof someSettingsSchema> {
  const file = fileSchema.safeParse(parseJson(text))
  if (!file.success) {
    throw new SpoolError('invalid-input', 'This is no file of settings exported from Spool.')
  }
  if (file.data.version > version) {
    throw new SpoolError(
      'invalid-input',
      'These settings were exported from a newer Spool. Update Spool, then import them again.',
    )
  }
  const settings = someSettingsSchema.safeParse(file.data.settings)
  if (settings.success) return settings.data
  const [issue] = settings.error.issues
  const place = issue?.path.join('.') ?? ''
  throw new SpoolError(
    'invalid-input',
    `“${place}” in this file cannot be used, and nothing was changed. ${issue?.message ?? ''}`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export const settingChangeSchema = z.object({
  /** Such as `bandwidth.bytesPerSecond`. */
  path: z.string(),
  from: z.string(),
  to: z.string(),
})
export type SettingChange = z.infer<typeof settingChangeSchema>

/** What is different, setting by setting. */
export function settingChanges(before: unknown, after: unknown, path = ''): SettingChange[] {
  if (isRecord(before) && isRecord(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
      settingChanges(before[name], after[name], path === '' ? name : `${path}.${name}`),
    )
  }
  const [from, to] = [inWords(before), inWords(after)]
  return from === to ? [] : [{ path, from, to }]
}

const inWords = (value: unknown): string =>
  typeof value === 'string' ? value : value == null ? '–' : JSON.stringify(value)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
