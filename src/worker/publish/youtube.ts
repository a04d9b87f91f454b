import type { YoutubeTarget } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { describeLimit, limitProblems } from '../../shared/publication.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import { rejections } from '../../shared/youtube.ts'
import type { StageContext } from '../context.ts'
import { renditionAt, type Ledger, type Leg, type Rendition } from './ledger.ts'
import { YoutubeApi } from './youtube-api.ts'
import { dress } from './youtube-dressing.ts'
import { findOwn, videosSchema } from './youtube-videos.ts'
import { beginUpload, sendRest, standingOf, type Standing } from './youtube-upload.ts'

export interface YoutubeOrder extends Omit<OrderOf<'publish'>, 'destination'> {
  destination: YoutubeTarget
}

/** A session that expires again and again is no session. */
const mostSessions = 3

/** Brings a rendition to a channel: uploaded once, then dressed, then looked at. */
export async function publishToYoutube(
  order: YoutubeOrder,
  { ledger, steps }: Leg,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  const { destination, inputPath, youtubeRoot } = order
  const metadata = {
    ...order.metadata,
    // By this the video is known again, should its number be lost on the way.
    tags: [...order.metadata.tags, ledger.now.marker],
  }
  const [problem] = limitProblems(metadata)
  if (problem) throw new SpoolError('invalid-input', describeLimit(problem))
  const api = new YoutubeApi(youtubeRoot, destination.account, context)
  const rendition = await renditionAt(inputPath, context)
  const { intent } = ledger.now
  if (ledger.now.remote === null && intent?.sha256 !== rendition.sha256) {
    const { bytes, sha256 } = rendition
    await ledger.record({ intent: { bytes, sha256, name: metadata.title }, session: null })
  }
  const id = ledger.now.remote?.id ?? (await upload(api, ledger, { ...order, metadata }, rendition))
  await dress(api, steps, order, id)
  await verify(api, id, order, context)
  const path = `https://youtu.be/${id}`
  context.log(`Published to ${path} (sha256 ${rendition.sha256})`)
  return { type: 'publish', file: { path, bytes: rendition.bytes, durationSeconds: null } }

  async function upload(
    to: YoutubeApi,
    book: Ledger,
    { metadata: told }: YoutubeOrder,
    file: Rendition,
  ): Promise<string> {
    for (let sessions = 0; sessions < mostSessions; sessions++) {
      let standing: Standing = { kind: 'bytes', there: 0 }
      const known = book.now.session
      if (known) standing = await standingOf(to, known.id, file.bytes)
      else {
        const session = await beginUpload(to, told, file)
        await book.record({ session: { id: session, begunAt: Date.now() } })
      }
      const session = book.now.session?.id ?? ''
      const ended = await sendRest(to, session, file, standing, context)
      const made = ended.kind === 'video' ? ended.id : await findOwn(to, book.now.marker)
      if (made !== null) {
        await book.record({ remote: { id: made, url: `https://youtu.be/${made}` }, session: null })
        return made
      }
      context.log('The upload has expired and made no video: it begins anew')
      await book.record({ session: null })
    }
    throw new SpoolError('transient', 'YouTube forgets the upload again and again. Retry later.')
  }
}

/** Whether YouTube kept it. */
async function verify(
  api: YoutubeApi,
  id: string,
  { metadata }: YoutubeOrder,
  context: StageContext,
): Promise<void> {
  context.progress({ phase: 'verifying', fraction: 1, speed: null, etaSeconds: null })
  const response = await api.call(api.at('/youtube/v3/videos', { part: 'status', id }))
  const [video] = videosSchema.parse(await response.json()).items
  if (!video) throw new SpoolError('gone', 'The video is not on YouTube any more.')
  const { uploadStatus = '', rejectionReason, failureReason, privacyStatus } = video.status ?? {}
  if (['rejected', 'failed'].includes(uploadStatus)) {
    const reason = rejectionReason ?? failureReason ?? ''
    const sentence = rejections[reason] ?? 'YouTube did not keep the video. Look at it there.'
    throw new SpoolError('invalid-input', sentence)
  }
  if (privacyStatus !== undefined && privacyStatus !== metadata.privacy) {
    context.log(
      `YouTube keeps the video ${privacyStatus}: projects it has not audited cannot publish openly`,
    )
  }
}
