import type { Failure, FailureKind } from '../../src/shared/errors.ts'
import type { JobId, JobStatus, JobSummary, JobType } from '../../src/shared/job.ts'
import { jobIdSchema } from '../../src/shared/job.ts'
import type { Progress } from '../../src/shared/progress.ts'

const titles = [
  'Behind the scenes of a one-person studio tour',
  'Ten minutes of rain in Kyoto (4K, no talking)',
  'How we lit the kitchen with two lamps',
  'Q&A: gear, burnout and the next film',
  'https://example.org/channels/slow-making/feed.xml',
  'Sourdough, but the camera is in the oven',
  'The edit that saved episode 12 <script>alert("x")</script>',
  'Ein Tag auf der Alm – Käse, Kühe, Kabelsalat',
  '山の朝 🌄 quiet morning in the hills',
  'Fixing a lathe from 1956, part 3: the very long story of one stubborn gearbox and its bearings',
]
const types: readonly JobType[] = ['scrape', 'download', 'transform', 'publish']
/** A queue in the middle of its work: mostly done, some waiting, a few of everything else. */
const mix: readonly JobStatus[] = [
  'queued',
  'processing',
  'queued',
  'retrying',
  'failed',
  'completed',
  'completed',
  'cancelled',
  'completed',
  'processing',
  'completed',
  'failed',
  'completed',
  'queued',
]
const failures: readonly [FailureKind, string][] = [
  ['gone', 'The video is no longer at this address. Check the link, then add it again.'],
  ['disk', 'The disk is full. Free some space, then retry.'],
  ['invalid-input', 'This file is not a video that can be read. Choose another file.'],
  ['transient', 'The server did not answer in time. Spool tries again by itself.'],
]
const phases: Record<JobType, string> = {
  scrape: 'Reading',
  download: 'Downloading',
  transform: 'Encoding',
  publish: 'Copying',
}
const minute = 60_000

const pick = <T>(list: readonly T[], index: number, otherwise: T): T =>
  list[index % list.length] ?? otherwise

export const jobId = (id: number): JobId => jobIdSchema.parse(id)

export function makeJob(id: number, total: number, now: number, forced?: JobStatus): JobSummary {
  const type = pick(types, id * 7 + 2, 'transform')
  // Only the newest jobs are in all states; a long tail is done, as in life.
  const status =
    forced ?? (total - id < 60 ? pick(mix, total - id, 'queued') : id % 29 ? 'completed' : 'failed')
  const createdAt = now - (total - id + 2) * 2 * minute
  const hasBegun = status !== 'queued'
  const hasEnded = status === 'completed' || status === 'failed' || status === 'cancelled'
  const [kind, message] = pick<[FailureKind, string]>(failures, id, ['bug', 'Something broke.'])
  const isWrong = status === 'failed' || status === 'retrying'
  return {
    id: jobId(id),
    type,
    status,
    priority: id % 17 === 3 ? 10 : id % 11 === 4 ? 6 : 0,
    sourceId: null,
    videoId: null,
    attempts:
      status === 'failed' ? 3 : status === 'retrying' || id % 13 === 0 ? 2 : hasBegun ? 1 : 0,
    maxAttempts: 3,
    createdAt,
    queuedAt: status === 'retrying' ? now + 4_000 : createdAt,
    startedAt: hasBegun ? createdAt + minute : null,
    finishedAt: hasEnded ? createdAt + 1.7 * minute : null,
    githubWorkflowRunId: null,
    title: pick(titles, id * 3, 'Untitled'),
    preset: type === 'transform' ? 'youtube-1080p' : null,
    error: isWrong ? { kind, message } : null,
    progress: status === 'processing' ? progressOf(type, (id * 37) % 90) : null,
  }
}

function progressOf(type: JobType, percent: number): Progress {
  if (type === 'scrape')
    return { phase: phases.scrape, fraction: null, speed: null, etaSeconds: null }
  return {
    phase: phases[type],
    fraction: percent / 100,
    speed: type === 'transform' ? { unit: 'x', value: 2.4 } : { unit: 'bytes/s', value: 8_420_000 },
    etaSeconds: (100 - percent) * 3,
  }
}

/** A little further, as a worker would report it. */
export function advanced(job: JobSummary): JobSummary {
  const { progress } = job
  if (progress?.fraction == null) return job
  const fraction = Math.min(0.99, progress.fraction + 0.004)
  return { ...job, progress: { ...progress, fraction, etaSeconds: (1 - fraction) * 300 } }
}

export const failureOf = ({ error, type }: JobSummary): Failure | null =>
  error && {
    ...error,
    details: {
      stage: type,
      command: [
        '/usr/bin/ffmpeg',
        '-hide_banner',
        '-nostdin',
        '-progress',
        'pipe:3',
        '-i',
        "file:/home/ana/Videos/it's a raw cut.mov",
        '-c:v',
        'libx264',
        '-crf',
        '18',
        '-preset',
        'veryfast',
        '-c:a',
        'aac',
        '-b:a',
        '384k',
        '-movflags',
        '+faststart',
        'file:/home/ana/Spool/work/41/out.part.mp4',
      ],
      exitCode: 1,
      stderr: [
        '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d0c8] moov atom not found',
        'file:/home/ana/Videos/raw cut.mov: Invalid data found when processing input',
      ],
      toolVersions: { ffmpeg: '7.1', ffprobe: '7.1' },
    },
  }
