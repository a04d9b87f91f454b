import type { S3Target } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { s3Answer, s3RuleFor } from '../../shared/s3.ts'
import { networkFailure } from '../network/failures.ts'

/** What an S3 client throws, as a failure with its sentence. */
export function s3Failure(error: unknown, target: S3Target, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (error instanceof SpoolError) return error
  const { bucket, endpoint, region } = target
  const url = endpoint ?? `https://s3.${region}.amazonaws.com`
  const answer = s3Answer(error)
  if (!answer) return networkFailure(error, url, signal)
  const rule = s3RuleFor(answer)
  // The whole error may hold the signed request; its code and status say enough.
  const details = { httpStatus: answer.status, url, stack: `S3 answered ${answer.code}` }
  return rule
    ? new SpoolError(rule.kind, rule.sentence(bucket), { details })
    : new SpoolError('invalid-input', `“${bucket}” refused the file (${answer.code}).`, { details })
}
