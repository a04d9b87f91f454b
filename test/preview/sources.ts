import type { sourceCalls } from '../../src/shared/calls/sources.ts'
import type { ToolState, toolCalls } from '../../src/shared/calls/tools.ts'
import type { CallInput, CallOutput } from '../../src/shared/contract.ts'
import { sourceIdSchema } from '../../src/shared/job.ts'
import type { SourcePreview, SourceSummary } from '../../src/shared/source.ts'

type Name =
  Exclude<keyof typeof sourceCalls, 'source.add' | 'source.choose'> | keyof typeof toolCalls

const hour = 3_600_000
const now = Date.now()
const source = (id: number, more: Partial<SourceSummary>): SourceSummary => ({
  id: sourceIdSchema.parse(id),
  location: 'https://www.youtube.com/@harbour/videos',
  kind: 'channel',
  title: 'Harbour walks',
  preset: 'youtube-1080p',
  destinations: [{ kind: 'folder', path: '/home/ana/Videos/Published' }],
  filter: {},
  watch: null,
  priority: 0,
  paused: false,
  videos: 214,
  leftOut: 0,
  jobs: { queued: 12, processing: 3, completed: 190, failed: 2 },
  health: { state: 'fine' },
  createdAt: now - 900 * hour,
  checkedAt: now - 2 * hour,
  nextCheckAt: null,
  ...more,
})

let sources: SourceSummary[] = [
  source(4, {
    watch: { kind: 'interval', minutes: 360 },
    nextCheckAt: now + 4 * hour,
    filter: { shorts: 'leave-out', newest: 50 },
    leftOut: 31,
  }),
  source(3, {
    kind: 'feed',
    title: 'Tides and timetables',
    location: 'https://tides.example/feed.xml',
    watch: { kind: 'cron', expression: '0 7 * * *' },
    nextCheckAt: now + 14 * hour,
    videos: 48,
    jobs: { completed: 48 },
  }),
  source(2, {
    kind: 'folder',
    title: 'Raw cuts',
    location: '/home/ana/Videos/Raw cuts',
    watch: { kind: 'folder' },
    videos: 9,
    jobs: { completed: 7, processing: 1, queued: 1 },
    paused: true,
  }),
  source(1, {
    kind: 'page',
    title: 'https://old.example/watch/17',
    location: 'https://old.example/watch/17',
    videos: 0,
    jobs: { failed: 1 },
    checkedAt: null,
    health: {
      state: 'failed',
      message: 'There is nothing at this address any more (404). Check the address.',
    },
  }),
]

const find = (id: number): SourceSummary => {
  const found = sources.find((one) => one.id === id)
  if (!found) throw new Error(`There is no source ${String(id)}.`)
  return found
}

function change(id: number, more: Partial<SourceSummary>): SourceSummary {
  const changed = { ...find(id), ...more }
  sources = sources.map((one) => (one.id === id ? changed : one))
  return changed
}

const preview = (location: string): SourcePreview => ({
  location,
  kind: 'channel',
  title: 'Harbour walks',
  added: 186,
  known: 28,
  leftOut: 31,
  seconds: 83_520,
  secondsUnknown: 4,
  bytes: 0,
  bytesUnknown: 186,
  complete: true,
  videos: Array.from({ length: 40 }, (_, n) => ({
    title: `Harbour walk ${String(214 - n)}: ${n % 3 === 0 ? 'fog on the north pier' : 'the ferry'}`,
    location: `https://www.youtube.com/watch?v=abcdefghi${String(n).padStart(2, '0')}`,
    durationSeconds: n % 9 === 0 ? null : 300 + n * 17,
    publishedAt: now - n * 50 * hour,
    bytes: null,
    known: n % 7 === 3,
  })),
})

const ytDlp = (version: string, ageDays: number): ToolState => ({
  ...{ name: 'yt-dlp', status: 'ok', version, ageDays, isOld: ageDays > 90 },
  ...{ path: '/usr/bin/yt-dlp', origin: ageDays > 90 ? 'PATH' : 'managed' },
  ...{ jsRuntime: null, previousVersion: ageDays > 90 ? null : '2026.06.30' },
})

/** The library and the tools of the preview. */
export const sourceAnswers: { [K in Name]: (input: CallInput<K>) => CallOutput<K> } = {
  'source.page': () => ({ sources, next: null }),
  'source.preview': ({ location }) => preview(location),
  'source.change': ({ id, options: { filter, watch, priority } }) =>
    change(id, {
      ...(filter === undefined ? {} : { filter }),
      ...(watch === undefined ? {} : { watch }),
      ...(priority === undefined ? {} : { priority }),
    }),
  'source.check': ({ ids }) => {
    for (const id of ids) change(id, { health: { state: 'checking' } })
    return { changed: ids.length }
  },
  'source.pause': ({ id, paused }) => {
    change(id, { paused })
    return undefined
  },
  'tools.list': () => [ytDlp('2026.06.30', 147)],
  'tools.update': () => ytDlp('2026.11.20', 4),
  'tools.rollBack': () => ytDlp('2026.06.30', 147),
  'source.remove': ({ id }) => {
    sources = sources.filter((one) => one.id !== id)
    return undefined
  },
}
