import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Overview,
} from '../../src/shared/contract.ts'
import type { AddedSource } from '../../src/shared/calls/sources.ts'
import { defaultYoutube } from '../../src/shared/settings/youtube.ts'
import { destinationAnswers } from './destinations.ts'
import { defaultSources } from '../../src/shared/settings/sources.ts'
import { defaultTools } from '../../src/shared/settings/tools.ts'
import { sourceAnswers } from './sources.ts'
import {
  artefactIdSchema,
  type JobDetails,
  type JobStatus,
  type JobSummary,
} from '../../src/shared/job.ts'
import { presetAnswers } from './presets.ts'
import type { PauseState } from '../../src/shared/queue.ts'
import type { Settings } from '../../src/shared/settings.ts'
import { defaultEncoding } from '../../src/shared/settings/encoding.ts'
import { defaultReview } from '../../src/shared/settings/review.ts'
import { defaultWindow } from '../../src/shared/settings/window.ts'
import { matchesFilter } from '../../src/renderer/src/queue/queue-list.ts'
import { failureGroups } from './failures.ts'
import { reviewAnswers } from './legs.ts'
import { advanced, failureOf, makeJob } from './jobs.ts'

const query = new URLSearchParams(location.search)
const theme = query.get('theme')
if (theme) document.documentElement.style.colorScheme = theme

const start = Date.now()
const total = Number(query.get('jobs') ?? 50)
const jobs = new Map<number, JobSummary>()
for (let id = total; id >= 1; id -= 1) {
  jobs.set(id, makeJob(id, total, start, total === 1 ? 'processing' : undefined))
}

const pausedAs = query.get('paused')
let pause: PauseState =
  pausedAs === 'finish' || pausedAs === 'freeze'
    ? { paused: true, mode: pausedAs, since: start }
    : { paused: false }
let settings: Settings = {
  libraryFolder: '/home/ana/Spool/Library',
  publishFolder: '/home/ana/Videos/Published',
  preset: 'youtube-1080p',
  concurrency: { scrape: 2, download: 3, transform: 1, publish: 2 },
  history: { days: 180, jobs: 50_000 },
  youtube: defaultYoutube,
  network: { allowLocal: false, localHosts: [] },
  bandwidth: { bytesPerSecond: null, windows: [] },
  names: { download: '{title}' },
  disk: { reserveBytes: 1_000_000_000 },
  encoding: defaultEncoding,
  sites: { perSite: 2, spacingMs: 500 },
  review: defaultReview,
  github: null,
  sources: defaultSources,
  tools: defaultTools,
  window: defaultWindow,
}

const listeners: { [K in EventName]: Set<(payload: EventPayload<K>) => void> } = {
  'jobs.changed': new Set(),
  'queue.changed': new Set(),
  'sources.changed': new Set(),
}

function overview(): Overview {
  const count = { queued: 0, processing: 0, completed: 0, failed: 0, retrying: 0, cancelled: 0 }
  for (const job of jobs.values()) count[job.status] += 1
  return {
    statistics: {
      ...count,
      totalJobs: jobs.size,
      queueLength: count.queued,
      successRate: null,
      averageProcessingTime: null,
      averageWaitTime: null,
    },
    pause,
  }
}

function publish(changed: JobSummary[]): void {
  for (const job of changed) jobs.set(job.id, job)
  for (const listener of listeners['jobs.changed']) {
    listener({ jobs: changed.slice(0, 500), more: changed.length > 500 })
  }
  for (const listener of listeners['queue.changed']) listener(overview())
}

function moveTo(ids: readonly number[], status: JobStatus): { changed: number } {
  const changed = ids.flatMap((id) => jobs.get(id) ?? [])
  publish(changed.map((job) => ({ ...job, status, error: null, progress: null })))
  return { changed: changed.length }
}

function add({ locations }: CallInput<'source.add'>): AddedSource[] {
  const added: JobSummary[] = []
  const results = locations.map((location): AddedSource => {
    if (!/^(https?:|\/)/.test(location)) {
      return {
        outcome: 'rejected',
        location,
        message: 'This is neither an address nor a path. Copy it whole, then add it again.',
      }
    }
    const job = makeJob(jobs.size + added.length + 1, jobs.size, Date.now(), 'queued')
    added.push({ ...job, type: 'scrape', title: location, attempts: 0, createdAt: Date.now() })
    return { outcome: 'added', location, jobId: job.id }
  })
  publish(added)
  return results
}

function page({ filter, cursor, limit }: CallInput<'queue.page'>): CallOutput<'queue.page'> {
  const below = cursor === null ? Infinity : Number(cursor)
  const matching = [...jobs.values()]
    .filter((job) => job.id < below && matchesFilter(filter, job.status))
    .sort((a, b) => b.id - a.id)
  const shown = matching.slice(0, limit)
  const last = shown.at(-1)
  return { jobs: shown, next: matching.length > limit && last ? String(last.id) : null }
}

function waitOf({ status, type, queuedAt }: JobSummary): JobDetails['wait'] {
  if (status === 'retrying') return { kind: 'backoff', until: queuedAt }
  return status === 'queued' ? { kind: 'slots', type, running: 1, slots: 1 } : null
}

function details(id: number): JobDetails | null {
  const job = jobs.get(id)
  if (!job) return null
  const begun = job.startedAt ?? job.createdAt
  return {
    ...job,
    failure: failureOf(job),
    wait: waitOf(job),
    location: 'https://example.org/videos/2026/behind-the-scenes.mp4',
    events: [
      { at: job.createdAt, from: null, to: 'queued', attempt: 0, note: null },
      { at: begun, from: 'queued', to: 'processing', attempt: 1, note: null },
      ...(job.error
        ? [
            {
              at: begun + 9_000,
              from: 'processing' as const,
              to: job.status,
              attempt: job.attempts,
              note: job.error.message,
            },
          ]
        : []),
    ],
    artefacts:
      job.status === 'completed'
        ? [
            {
              id: artefactIdSchema.parse(id),
              kind: 'rendition',
              path: `/home/ana/Spool/Library/${job.title}.mp4`,
              bytes: 184_302_991,
              durationSeconds: 754,
            },
          ]
        : [],
    log: Array.from(
      { length: 40 },
      (_, line) => `frame=${line * 120} fps=62 q=23.0 size=${line * 812}kB speed=2.4x`,
    ),
  }
}

const answers: { [K in CallName]: (input: CallInput<K>) => CallOutput<K> } = {
  ...destinationAnswers,
  'app.info': () => ({
    version: '0.1.0',
    home: '/home/ana/Spool',
    locale: query.get('locale') ?? 'en',
    tools: [
      query.has('missing')
        ? {
            name: 'ffprobe',
            found: null,
            problem:
              'Install FFmpeg (it brings ffprobe) from your system’s packages, then start Spool again.',
          }
        : {
            name: 'ffprobe',
            found: { path: '/usr/bin/ffprobe', version: '7.1', origin: 'PATH' },
            problem: null,
          },
    ],
  }),
  'source.add': add,
  'source.choose': ({ what }) =>
    what === 'folder'
      ? ['/home/ana/Videos/Raw cuts']
      : ['/home/ana/Videos/one.mov', '/home/ana/Videos/two.mov'],
  ...sourceAnswers,
  'queue.overview': overview,
  'queue.page': page,
  'queue.find': ({ query, cursor, limit }) => ({
    ...page({ filter: query.group, cursor, limit }),
    stages: [],
  }),
  'queue.act': () => ({ changed: 0, ids: [] }),
  'video.get': () => null,
  'dashboard.get': () => ({ days: [], byType: [], disks: [], remaining: null }),
  'job.top': () => ({ changed: 0 }),
  'queue.pause': ({ mode }) => {
    pause = { paused: true, mode, since: Date.now() }
    return overview()
  },
  'queue.resume': () => {
    pause = { paused: false }
    return overview()
  },
  'job.details': ({ id }) => details(id),
  'job.cancel': ({ ids }) => moveTo(ids, 'cancelled'),
  'job.retry': ({ ids }) => moveTo(ids, 'queued'),
  'job.prioritise': ({ ids, priority }) => {
    const changed = ids.flatMap((id) => jobs.get(id) ?? [])
    publish(changed.map((job) => ({ ...job, priority })))
    return { changed: changed.length }
  },
  'failure.groups': () => failureGroups(jobs.values()),
  'failure.retry': ({ cause }) =>
    moveTo(
      [...jobs.values()]
        .filter(({ status, error }) => status === 'failed' && error?.kind === cause)
        .map(({ id }) => id),
      'queued',
    ),
  ...reviewAnswers(Number(query.get('legs') ?? 0)),
  'site.held': () =>
    query.has('held')
      ? [{ site: 'video.example', until: start + 252_000, cause: 'rate-limited' as const }]
      : [],
  'site.release': () => ({ changed: 0 }),
  'artefact.reveal': () => undefined,
  ...presetAnswers,
  'encoding.abilities': () => ({ version: '7.1', encoders: [], filters: [], hardware: [] }),
  'encoding.sample': () => {
    throw new Error('There is no FFmpeg in the preview.')
  },
  'settings.get': () => settings,
  'settings.set': (changes) => {
    settings = { ...settings, ...(JSON.parse(JSON.stringify(changes)) as Settings) }
    return settings
  },
}

const bridge: Bridge = {
  platform: 'linux',
  locale: query.get('locale') ?? 'en',
  pathForFile: (file) => `/home/ana/Videos/${file.name}`,
  call: (name, input) =>
    query.get('broken') === name
      ? Promise.resolve({
          ok: false,
          failure: { kind: 'disk', message: 'The disk could not be read. Check it, then retry.' },
        })
      : query.get('slow') === name
        ? new Promise(() => undefined)
        : Promise.resolve({ ok: true, value: answers[name](input) }),
  on: (name, listener) => {
    listeners[name].add(listener)
    return () => listeners[name].delete(listener)
  },
}
Object.defineProperty(window, 'spool', { value: bridge })

// What a working queue would report, four times a second.
setInterval(() => {
  if (pause.paused && pause.mode === 'freeze') return
  const moving = [...jobs.values()].filter((job) => job.status === 'processing')
  if (moving.length > 0) publish(moving.map(advanced))
}, 250)
