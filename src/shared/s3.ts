import type { S3Credentials, S3Target } from './destination.ts'
import type { FailureKind } from './failure-kind.ts'

/** How the client of an S3 server is set up. */
export const s3ClientOptions = (
  { endpoint, region, pathStyle }: S3Target,
  credentials: S3Credentials,
) => ({
  region,
  credentials,
  forcePathStyle: pathStyle,
  ...(endpoint === null ? {} : { endpoint }),
  // Checksums in trailers are stored as part of the file by servers that do not know them.
  requestChecksumCalculation: 'WHEN_REQUIRED' as const,
  responseChecksumValidation: 'WHEN_REQUIRED' as const,
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 15_000, requestTimeout: 300_000 },
})

interface Rule {
  /** S3's own code, or the status where a server tells no code. */
  when: RegExp
  kind: FailureKind
  sentence: (bucket: string) => string
}

/** What an S3 server says of what it does not do; the first that fits. */
export const s3Rules: readonly Rule[] = [
  {
    when: /^NoSuchBucket$/,
    kind: 'invalid-input',
    sentence: (bucket) => `There is no bucket “${bucket}”. Make it, or change the destination.`,
  },
  {
    when: /^(InvalidAccessKeyId|InvalidToken|ExpiredToken|InvalidClientTokenId|401)$/,
    kind: 'auth',
    sentence: (bucket) =>
      `The access key of “${bucket}” is not known any more. Enter a new one in the destination.`,
  },
  {
    when: /^SignatureDoesNotMatch$/,
    kind: 'auth',
    sentence: (bucket) =>
      `The secret key of “${bucket}” does not fit its access key. Enter both again in the destination.`,
  },
  {
    when: /^(RequestTimeTooSkewed|RequestExpired)$/,
    kind: 'invalid-input',
    sentence: () => `This machine's clock is wrong, so the storage refuses it. Set it, then retry.`,
  },
  {
    when: /^(AccessDenied|AllAccessDisabled|AccountProblem|Forbidden|403)$/,
    kind: 'auth',
    sentence: (bucket) =>
      `The key may not write to the bucket “${bucket}”. Give it that right, then retry.`,
  },
  {
    when: /^(PermanentRedirect|TemporaryRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException|301|307)$/,
    kind: 'invalid-input',
    sentence: (bucket) =>
      `The bucket “${bucket}” is in another region. Change the region in the destination.`,
  },
  {
    when: /^(SlowDown|TooManyRequests|Throttling|RequestLimitExceeded|429)$/,
    kind: 'rate-limited',
    sentence: (bucket) =>
      `The storage of “${bucket}” asks Spool to slow down. It is tried again later.`,
  },
  {
    when: /^(QuotaExceeded|XMinioStorageFull|InsufficientStorage|StorageFull|507)$/,
    kind: 'disk',
    sentence: (bucket) => `The storage of “${bucket}” is full. Make room there, then retry.`,
  },
  {
    when: /^(EntityTooLarge|413)$/,
    kind: 'invalid-input',
    sentence: (bucket) => `The file is larger than “${bucket}” takes. Choose a smaller preset.`,
  },
  {
    when: /^(KeyTooLongError|InvalidObjectName|XMinioInvalidObjectName)$/,
    kind: 'invalid-input',
    sentence: (bucket) =>
      `“${bucket}” takes no such name. Shorten the name template in the destination.`,
  },
  {
    when: /^(BadDigest|InvalidDigest|XAmzContentSHA256Mismatch|IncompleteBody)$/,
    kind: 'transient',
    sentence: () => 'A part of the file was damaged on its way. It is sent again.',
  },
  {
    when: /^(NotImplemented|MethodNotAllowed|501|405)$/,
    kind: 'invalid-input',
    sentence: () =>
      'This storage does not know uploads in parts. Choose another one, or ask its provider.',
  },
  {
    when: /^(InternalError|ServiceUnavailable|RequestTimeout|OperationAborted|408|5\d\d)$/,
    kind: 'transient',
    sentence: (bucket) => `The storage of “${bucket}” has trouble of its own. Retry later.`,
  },
]

/** What S3 answered, as far as an error of its client tells. Null where it did not answer. */
export function s3Answer(error: unknown): { code: string; status: number } | null {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return null
  const metadata = error.$metadata
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) {
    return null
  }
  const status = metadata.httpStatusCode
  const code = 'name' in error && typeof error.name === 'string' ? error.name : ''
  return typeof status === 'number' ? { code, status } : null
}

/** The rule for an answer; undefined where it is an unheard-of one. */
export const s3RuleFor = ({ code, status }: { code: string; status: number }): Rule | undefined =>
  s3Rules.find(({ when }) => when.test(code)) ??
  s3Rules.find(({ when }) => when.test(String(status)))
