import type { VideoId } from '../../shared/job.ts'
import type { StageResult } from '../../shared/stage.ts'
import type { Database } from '../database/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import { workKey } from '../queue/work-key.ts'

const artefactKinds = {
  download: 'download',
  transform: 'rendition',
  publish: 'publication',
} as const

/** Writes down the files a job left behind, and what it learned of the video. */
export function storeResult(
  { library }: Database,
  job: ClaimedJob,
  videoId: VideoId,
  result: Exclude<StageResult, { type: 'scrape' }>,
): void {
  const common = { jobId: job.id, videoId, workKey: workKey(job), now: Date.now() }
  if (result.type === 'download') {
    if (result.details) {
      library.describeVideo.run({ id: videoId, details: JSON.stringify(result.details) })
    }
    for (const companion of result.companions ?? []) {
      library.addArtefact.run({ ...common, durationSeconds: null, notes: '[]', ...companion })
    }
  }
  const notes = result.type === 'transform' ? (result.notes ?? []) : []
  const kind = artefactKinds[result.type]
  library.addArtefact.run({ ...common, kind, notes: JSON.stringify(notes), ...result.file })
}
