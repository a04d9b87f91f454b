const secretName = 'token|key|sig|pass|pwd|auth|secret|credential'
const userInfo = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi
const secretValue = new RegExp(
  `([?&;#][^=&;#\\s"'<>]*(?:${secretName})[^=&;#\\s"'<>]*=)[^&;#\\s"'<>]*`,
  'gi',
)
const isSecretName = new RegExp(secretName, 'i')

/** Hides user names, passwords and secret query values of every URL within a text. */
export const redact = (text: string): string =>
  text.replace(userInfo, '$1***@').replace(secretValue, '$1***')

/** Path and query of a URL without what is secret, and so changes from one visit to the next. */
export function pathAndPublicQuery(url: URL): string {
  const query = new URLSearchParams(
    [...url.searchParams].filter(([name]) => !isSecretName.test(name)),
  )
  return query.size === 0 ? url.pathname : `${url.pathname}?${query.toString()}`
}

/** Whose machine a text comes from. */
export interface Person {
  homeFolder: string
  userName: string
}

const named = 'authorization|cookie|[\\w-]*(?:token|secret|passw(?:or)?d|passphrase|api[_-]?key)s?'
const patterns: readonly [RegExp, string][] = [
  // What a query says is nobody's business, whatever its names.
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi, '$1?***'],
  [/\b((?:set-)?cookie|(?:proxy-)?authorization)(\s*[:=]\s*)[^\r\n"']+/gi, '$1$2***'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***'],
  [new RegExp(`\\b(${named})(["']?\\s*[=:]\\s*["']?)[^\\s"',;&}]+`, 'gi'), '$1$2***'],
  [/\b(?:gh[opsur]_|github_pat_|GOCSPX-|ya29\.|AIza|AKIA|ASIA|1\/\/)[\w-]{10,}/g, '***'],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '***'],
  // Long and of letters and digits: more likely a key than a word.
  [/\b(?=\w*\d)(?=\w*[a-z])\w{32,}\b/gi, '***'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '***@***'],
  [/(\/(?:home|Users)\/|\b[a-z]:\\Users\\)[^/\\\s"']+/gi, '$1***'],
  [/(\/(?:run\/)?media\/)[^/\s"']+/g, '$1***'],
]

/** As {@link redact}, and without all else that tells who somebody is: fit to be sent to others. */
export function redactForOthers(text: string, { homeFolder, userName }: Person): string {
  const home = new RegExp(`${escape(homeFolder)}(?=$|[^\\w-])`, 'g')
  const name = new RegExp(`\\b${escape(userName)}\\b`, 'g')
  const impersonal = homeFolder.length > 1 ? redact(text).replace(home, '~') : redact(text)
  const nameless = isTelling(userName) ? impersonal.replace(name, '***') : impersonal
  return patterns.reduce((clean, [found, instead]) => clean.replace(found, instead), nameless)
}

/** Names every machine has, and such as are part of other words, tell nothing. */
const isTelling = (userName: string): boolean =>
  userName.length > 2 && !['root', 'user', 'admin', 'video', 'spool'].includes(userName)

const isSecretField = /(?:token|secret|passw(?:or)?d|passphrase|authorization|api_?key)s?$/i

/** As {@link redactForOthers}, for every text of a value; fields with the name of a secret are hidden. */
export function redactValue(value: unknown, person: Person): unknown {
  if (typeof value === 'string') return redactForOthers(value, person)
  if (Array.isArray(value)) return value.map((item) => redactValue(item, person))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isSecretField.test(name) && typeof item === 'string' ? '***' : redactValue(item, person),
    ]),
  )
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
