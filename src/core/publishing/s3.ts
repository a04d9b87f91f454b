import { randomUUID } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { S3Credentials, S3Target } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { s3Answer, s3ClientOptions, s3RuleFor } from '../../shared/s3.ts'

/** Ends an upload nobody will go on with: its parts would be paid for. Gone already is fine. */
export async function abortUpload(
  target: S3Target,
  credentials: S3Credentials,
  key: string,
  uploadId: string,
): Promise<void> {
  await withClient(target, credentials, async (client) => {
    try {
      await client.send(
        new AbortMultipartUploadCommand({ Bucket: target.bucket, Key: key, UploadId: uploadId }),
      )
    } catch (error) {
      if (s3Answer(error)?.status !== 404) throw error
    }
  })
}

/** Writes a small object and removes it again: what a publication needs is allowed then. */
export const checkBucket = (target: S3Target, credentials: S3Credentials): Promise<void> =>
  withClient(target, credentials, async (client) => {
    const object = { Bucket: target.bucket, Key: `spool-check-${randomUUID()}.txt` }
    await client.send(new PutObjectCommand({ ...object, Body: 'Spool may write here.\n' }))
    await client.send(new DeleteObjectCommand(object))
  })

async function withClient(
  target: S3Target,
  credentials: S3Credentials,
  work: (client: S3Client) => Promise<void>,
): Promise<void> {
  const client = new S3Client(s3ClientOptions(target, credentials))
  try {
    await work(client)
  } catch (error) {
    throw explained(error, target)
  } finally {
    client.destroy()
  }
}

function explained(error: unknown, { bucket, endpoint }: S3Target): SpoolError {
  const answer = s3Answer(error)
  const rule = answer ? s3RuleFor(answer) : undefined
  if (rule) return new SpoolError(rule.kind, rule.sentence(bucket))
  const where = endpoint === null ? 'Amazon S3' : new URL(endpoint).host
  const sentence = answer
    ? `“${bucket}” refused it (${answer.code}).`
    : `${where} does not answer. Check the address and the network.`
  return new SpoolError(answer ? 'invalid-input' : 'transient', sentence)
}
