import { z } from 'zod'
import type { FailureKind } from './failure-kind.ts'
import { t } from './language.ts'

/** What a person can do about a failure: the one button beside it. */
export const remedySchema = z.enum([
  'retry',
  'wait',
  'update-yt-dlp',
  'get-yt-dlp',
  'get-ffmpeg',
  'add-cookies',
  'sign-in',
  'free-space',
  'choose-folder',
  'fix-permissions',
  'allow-local',
  'check-address',
  'check-network',
  'report',
])
export type Remedy = z.infer<typeof remedySchema>

/** Why something failed, as finely as it makes a difference to what helps. */
export const failureCauseSchema = z.enum([
  'private',
  'members-only',
  'sign-in',
  'age',
  'geo',
  'removed',
  'not-live-yet',
  'bot-check',
  'rate-limited',
  'forbidden',
  'not-found',
  'server-trouble',
  'dns',
  'tls',
  'refused',
  'reset',
  'silent',
  'offline',
  'local-network',
  'redirects',
  'bomb',
  'web-page',
  'unsupported',
  'protected',
  'no-formats',
  'yt-dlp-outdated',
  'yt-dlp-missing',
  'ffmpeg-missing',
  'disk-full',
  'disk-read-only',
  'permission',
])
export type FailureCause = z.infer<typeof failureCauseSchema>

interface Cause {
  kind: FailureKind
  remedy: Remedy
}

/** Each cause, how it is treated and what helps. */
export const causes: Readonly<Record<FailureCause, Cause>> = {
  private: { kind: 'auth', remedy: 'add-cookies' },
  'members-only': { kind: 'auth', remedy: 'add-cookies' },
  'sign-in': { kind: 'auth', remedy: 'add-cookies' },
  age: { kind: 'auth', remedy: 'add-cookies' },
  geo: { kind: 'gone', remedy: 'wait' },
  removed: { kind: 'gone', remedy: 'check-address' },
  'not-live-yet': { kind: 'transient', remedy: 'wait' },
  'bot-check': { kind: 'rate-limited', remedy: 'add-cookies' },
  'rate-limited': { kind: 'rate-limited', remedy: 'wait' },
  forbidden: { kind: 'auth', remedy: 'add-cookies' },
  'not-found': { kind: 'gone', remedy: 'check-address' },
  'server-trouble': { kind: 'transient', remedy: 'wait' },
  dns: { kind: 'transient', remedy: 'check-network' },
  tls: { kind: 'transient', remedy: 'check-network' },
  refused: { kind: 'transient', remedy: 'retry' },
  reset: { kind: 'transient', remedy: 'retry' },
  silent: { kind: 'transient', remedy: 'retry' },
  offline: { kind: 'transient', remedy: 'check-network' },
  'local-network': { kind: 'invalid-input', remedy: 'allow-local' },
  redirects: { kind: 'invalid-input', remedy: 'check-address' },
  bomb: { kind: 'invalid-input', remedy: 'check-address' },
  'web-page': { kind: 'invalid-input', remedy: 'add-cookies' },
  unsupported: { kind: 'invalid-input', remedy: 'update-yt-dlp' },
  protected: { kind: 'invalid-input', remedy: 'check-address' },
  'no-formats': { kind: 'tool', remedy: 'update-yt-dlp' },
  'yt-dlp-outdated': { kind: 'tool', remedy: 'update-yt-dlp' },
  'yt-dlp-missing': { kind: 'tool', remedy: 'get-yt-dlp' },
  'ffmpeg-missing': { kind: 'tool', remedy: 'get-ffmpeg' },
  'disk-full': { kind: 'disk', remedy: 'free-space' },
  'disk-read-only': { kind: 'disk', remedy: 'choose-folder' },
  permission: { kind: 'disk', remedy: 'fix-permissions' },
}

const remedyOfKind: Readonly<Record<FailureKind, Remedy>> = {
  transient: 'retry',
  'rate-limited': 'wait',
  auth: 'sign-in',
  gone: 'check-address',
  'invalid-input': 'check-address',
  disk: 'free-space',
  tool: 'get-ffmpeg',
  cancelled: 'retry',
  bug: 'report',
}

const isCause = (text: string): text is FailureCause => failureCauseSchema.safeParse(text).success
const isKind = (text: string): text is FailureKind => Object.hasOwn(remedyOfKind, text)

/** What helps against failures of a cause, or of a kind where no cause is known. */
export function remedyOf(causeOrKind: string): Remedy {
  if (isCause(causeOrKind)) return causes[causeOrKind].remedy
  return isKind(causeOrKind) ? remedyOfKind[causeOrKind] : 'report'
}

/** The heading of a group of failures, in the language of this process. */
export function causeLabel(causeOrKind: string): string {
  const known = isCause(causeOrKind) || isKind(causeOrKind) ? causeOrKind : 'bug'
  return t(`downloads.cause.${known}`)
}
