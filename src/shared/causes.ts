import { z } from 'zod'
import type { FailureKind } from './failure-kind.ts'

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
  /** What the failures of this cause have in common: the heading of their group. */
  label: string
}

/** Each cause, how it is treated and what helps. */
export const causes: Readonly<Record<FailureCause, Cause>> = {
  private: { kind: 'auth', remedy: 'add-cookies', label: 'Private videos' },
  'members-only': { kind: 'auth', remedy: 'add-cookies', label: 'For members only' },
  'sign-in': { kind: 'auth', remedy: 'add-cookies', label: 'A sign-in is needed' },
  age: { kind: 'auth', remedy: 'add-cookies', label: 'Age has to be confirmed' },
  geo: { kind: 'gone', remedy: 'wait', label: 'Not available in your country' },
  removed: { kind: 'gone', remedy: 'check-address', label: 'Removed or unavailable' },
  'not-live-yet': { kind: 'transient', remedy: 'wait', label: 'Has not begun yet' },
  'bot-check': { kind: 'rate-limited', remedy: 'add-cookies', label: 'The site asks for a human' },
  'rate-limited': { kind: 'rate-limited', remedy: 'wait', label: 'Asked to slow down' },
  forbidden: { kind: 'auth', remedy: 'add-cookies', label: 'Access refused' },
  'not-found': { kind: 'gone', remedy: 'check-address', label: 'Not there any more' },
  'server-trouble': { kind: 'transient', remedy: 'wait', label: 'Servers in trouble' },
  dns: { kind: 'transient', remedy: 'check-network', label: 'Names that cannot be looked up' },
  tls: { kind: 'transient', remedy: 'check-network', label: 'No trustworthy connection' },
  refused: { kind: 'transient', remedy: 'retry', label: 'Servers that do not answer' },
  reset: { kind: 'transient', remedy: 'retry', label: 'Connections broken off' },
  silent: { kind: 'transient', remedy: 'retry', label: 'Connections gone silent' },
  offline: { kind: 'transient', remedy: 'check-network', label: 'No connection' },
  'local-network': { kind: 'invalid-input', remedy: 'allow-local', label: 'In your own network' },
  redirects: { kind: 'invalid-input', remedy: 'check-address', label: 'Sent in circles' },
  bomb: { kind: 'invalid-input', remedy: 'check-address', label: 'Unpacks without end' },
  'web-page': { kind: 'invalid-input', remedy: 'add-cookies', label: 'A page instead of a video' },
  unsupported: { kind: 'invalid-input', remedy: 'update-yt-dlp', label: 'Pages not understood' },
  protected: { kind: 'invalid-input', remedy: 'check-address', label: 'Copy-protected' },
  'no-formats': { kind: 'tool', remedy: 'update-yt-dlp', label: 'No file offered' },
  'yt-dlp-outdated': { kind: 'tool', remedy: 'update-yt-dlp', label: 'yt-dlp is out of date' },
  'yt-dlp-missing': { kind: 'tool', remedy: 'get-yt-dlp', label: 'yt-dlp is missing' },
  'ffmpeg-missing': { kind: 'tool', remedy: 'get-ffmpeg', label: 'FFmpeg is missing' },
  'disk-full': { kind: 'disk', remedy: 'free-space', label: 'The disk is full' },
  'disk-read-only': { kind: 'disk', remedy: 'choose-folder', label: 'The disk is read-only' },
  permission: { kind: 'disk', remedy: 'fix-permissions', label: 'Not allowed to use a folder' },
}

const kinds: Readonly<Record<FailureKind, Omit<Cause, 'kind'>>> = {
  transient: { remedy: 'retry', label: 'Passing trouble' },
  'rate-limited': { remedy: 'wait', label: 'Asked to slow down' },
  auth: { remedy: 'sign-in', label: 'Access refused' },
  gone: { remedy: 'check-address', label: 'Not there any more' },
  'invalid-input': { remedy: 'check-address', label: 'Cannot be used' },
  disk: { remedy: 'free-space', label: 'Disk trouble' },
  tool: { remedy: 'get-ffmpeg', label: 'A tool is missing or broken' },
  cancelled: { remedy: 'retry', label: 'Stopped' },
  bug: { remedy: 'report', label: 'Trouble inside Spool' },
}

const isCause = (text: string): text is FailureCause => failureCauseSchema.safeParse(text).success
const isKind = (text: string): text is FailureKind => Object.hasOwn(kinds, text)

/** What failures are grouped by: the cause where it is known, else the kind. */
export function describeCause(causeOrKind: string): Omit<Cause, 'kind'> {
  if (isCause(causeOrKind)) return causes[causeOrKind]
  return isKind(causeOrKind) ? kinds[causeOrKind] : kinds.bug
}
