import { z } from 'zod'
import { causes, failureCauseSchema, type FailureCause } from './causes.ts'
import { budgetNameSchema } from './quota.ts'
import { failureKindSchema, type FailureKind } from './failure-kind.ts'
import { SpoolError, systemCode, type SpoolErrorOptions } from './spool-error.ts'

export * from './failure-kind.ts'
export { SpoolError, systemCode } from './spool-error.ts'

const retryable: Record<FailureKind, boolean> = {
  transient: true,
  'rate-limited': true,
  disk: true,
  auth: false,
  gone: false,
  'invalid-input': false,
  tool: false,
  cancelled: false,
  bug: false,
}

/** Whether trying the same work again later can help. */
export const isRetryable = (kind: FailureKind): boolean => retryable[kind]

/** What is kept about a failure beside its sentence (`error_details`). Free of secrets. */
export const failureDetailsSchema = z.object({
  stage: z.string().optional(),
  /** Why, where it is known more finely than the kind says. */
  cause: failureCauseSchema.optional(),
  /** Who it is about: the host of a web address. */
  host: z.string().optional(),
  command: z.array(z.string()).optional(),
  exitCode: z.number().nullable().optional(),
  stderr: z.array(z.string()).optional(),
  toolVersions: z.record(z.string(), z.string()).optional(),
  httpStatus: z.number().optional(),
  url: z.string().optional(),
  path: z.string().optional(),
  /** The disk that lacks room, and how much has to be free on it. */
  volume: z.string().optional(),
  neededBytes: z.number().nonnegative().optional(),
  stack: z.string().optional(),
})
export type FailureDetails = z.infer<typeof failureDetailsSchema>

/** A failure as data: what crosses process borders and is stored with the job. */
export const failureSchema = z.object({
  kind: failureKindSchema,
  /** One sentence a creator understands, with what to do. */
  message: z.string().min(1),
  details: failureDetailsSchema,
  /** The least time to wait before the next try, in milliseconds (HTTP `Retry-After`). */
  retryAfterMs: z.number().nonnegative().optional(),
  /** The platform's daily budget that is used up: the job waits for its reset, and does not fail. */
  budget: budgetNameSchema.optional(),
})
export type Failure = z.infer<typeof failureSchema>

/** An error of a known cause: its kind is the cause's. */
export const causedBy = (
  cause: FailureCause,
  message: string,
  options: SpoolErrorOptions = {},
): SpoolError =>
  new SpoolError(causes[cause].kind, message, {
    ...options,
    details: { ...options.details, cause },
  })

const systemErrorSentences: Record<
  string,
  { kind: FailureKind; sentence: string; cause?: FailureCause }
> = {
  ENOSPC: {
    kind: 'disk',
    cause: 'disk-full',
    sentence: 'The disk is full. Free some space, then retry.',
  },
  EDQUOT: {
    kind: 'disk',
    cause: 'disk-full',
    sentence: 'The disk quota is used up. Free some space, then retry.',
  },
  EROFS: {
    kind: 'disk',
    cause: 'disk-read-only',
    sentence: 'The disk is read-only. Choose another folder, then retry.',
  },
  EACCES: {
    kind: 'disk',
    cause: 'permission',
    sentence:
      'Spool is not allowed to use this file or folder. Change its permissions, then retry.',
  },
  EPERM: {
    kind: 'disk',
    cause: 'permission',
    sentence:
      'Spool is not allowed to use this file or folder. Change its permissions, then retry.',
  },
  EIO: { kind: 'disk', sentence: 'The disk could not be read or written. Check it, then retry.' },
  EMFILE: { kind: 'transient', sentence: 'Too many files are open on this machine. Retry later.' },
  ENOENT: {
    kind: 'gone',
    sentence:
      'A file or folder is no longer there. Put it back or add it again from where it is now.',
  },
  ENOTDIR: {
    kind: 'invalid-input',
    sentence: 'A file stands where a folder is needed. Choose another folder.',
  },
  SQLITE_FULL: {
    kind: 'disk',
    sentence: "The disk with Spool's database is full. Free some space; nothing is lost meanwhile.",
  },
  SQLITE_IOERR: {
    kind: 'disk',
    sentence: "Spool's database could not be read or written. Check its disk, then retry.",
  },
  SQLITE_READONLY: {
    kind: 'disk',
    sentence: "Spool's database is read-only. Change its permissions, or set SPOOL_HOME elsewhere.",
  },
  SQLITE_CANTOPEN: {
    kind: 'disk',
    sentence: "Spool's database cannot be opened. Check its folder, or set SPOOL_HOME elsewhere.",
  },
  SQLITE_BUSY: {
    kind: 'transient',
    sentence: "Another program keeps Spool's database locked. Close it, then retry.",
  },
  SQLITE_CORRUPT: {
    kind: 'invalid-input',
    sentence:
      "Spool's database is damaged. It was left as it is: “spool rescue” goes back to the last backup.",
  },
  SQLITE_NOTADB: {
    kind: 'invalid-input',
    sentence:
      "The file in the place of Spool's database is none. It was left as it is: “spool rescue” goes back to the last backup.",
  },
  ENAMETOOLONG: { kind: 'invalid-input', sentence: 'The file name is too long for this disk.' },
}

function pathOf(error: unknown): { path?: string } {
  if (typeof error !== 'object' || error === null || !('path' in error)) return {}
  return typeof error.path === 'string' ? { path: error.path } : {}
}

/**
 * Turns anything thrown into a failure. A `SpoolError` keeps what it knows; errors of the file
 * system are classified here once; all else is a `bug`.
 */
export function toFailure(error: unknown, context: FailureDetails = {}): Failure {
  if (error instanceof SpoolError) {
    return {
      kind: error.kind,
      message: error.message,
      details: { ...context, ...error.details },
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
      ...(error.budget === undefined ? {} : { budget: error.budget }),
    }
  }
  const code = systemCode(error) ?? ''
  // SQLite's extended codes are its plain ones with more behind them: SQLITE_IOERR_WRITE.
  const plain = code.split('_').slice(0, 2).join('_')
  const known = systemErrorSentences[code] ?? systemErrorSentences[plain]
  if (known) {
    return {
      kind: known.kind,
      message: known.sentence,
      details: {
        ...context,
        ...(known.cause && { cause: known.cause }),
        ...pathOf(error),
        stack: String(error),
      },
    }
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    kind: 'bug',
    message: 'Something went wrong inside Spool. The details say what; please report it.',
    details: { ...context, stack },
  }
}
