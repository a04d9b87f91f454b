import type { CallInput, CallOutput } from '../../src/shared/contract.ts'
import type { reviewCalls } from '../../src/shared/calls/review.ts'
import { draftSchema, limitProblems, metadataSchema } from '../../src/shared/publication.ts'
import { legSchema, type Leg, type StoredRule } from '../../src/shared/review.ts'

type Answers = {
  [K in keyof typeof reviewCalls]: (input: CallInput<K>) => CallOutput<K>
}

const titles = [
  'How the old harbour was rebuilt',
  'Five knots everyone should know',
  'A night train through the Alps, from the first minute to the last, without a word',
  'Was wir aus der Flut gelernt haben',
  '東京の路地裏を歩く',
]
const hour = 3_600_000

function makeLeg(n: number, now: number, approved: boolean): Leg {
  const title = titles[n % titles.length] ?? ''
  const draft = draftSchema.parse(n === 2 ? { title: `${title} – ${title} – ${title}` } : {})
  const metadata = metadataSchema.parse({
    title,
    description: 'Filmed over two weeks in spring.\n\nMusic: own recording.',
    tags: ['harbour', 'documentary', 'city'],
    ...{ privacy: 'private', category: '22', language: 'en', madeForKids: false },
    ...{ licence: 'youtube', syntheticMedia: false, publishAt: null },
    ...draft,
  })
  const rights = n % 4 === 1 ? null : { kind: 'mine' as const }
  return legSchema.parse({
    ...{ id: n + 1 + (approved ? 1_000 : 0), videoId: n + 1, sourceId: (n % 3) + 1 },
    ...{ videoTitle: title, sourceTitle: 'Ana films', preset: 'youtube-1080p' },
    ...{
      destination: { kind: 'saved', id: 1, platform: 'youtube' },
      destinationName: 'My channel',
      public: true,
    },
    platform: 'youtube',
    state: approved
      ? { kind: 'approved', undoUntil: now + (n === 0 ? 24_000 : -1), at: now + (n + 1) * 5 * hour }
      : { kind: 'review' },
    ...{ rights, metadata, draft },
    problems: [...(rights ? [] : [{ kind: 'rights' as const }]), ...limitProblems(metadata)],
    ...{ durationSeconds: 754 + n * 31, bytes: 184_302_991, rendition: 1, original: 2 },
    thumbnail: null,
  })
}

/** What a review of so many legs answers. */
export function reviewAnswers(count: number): Answers {
  const now = Date.now()
  let waiting = Array.from({ length: count }, (_, n) => makeLeg(n, now, false))
  let approved = Array.from({ length: Math.min(count, 12) }, (_, n) => makeLeg(n, now, true))
  let rules: StoredRule[] = []
  return {
    'review.page': () => ({ legs: waiting, next: null, waiting: waiting.length }),
    'review.approved': () => approved,
    'review.approve': ({ ids }) => {
      const fine = waiting.filter(({ id, problems }) => ids.includes(id) && problems.length === 0)
      const at = Date.now() + 30_000
      waiting = waiting.filter((leg) => !fine.includes(leg))
      approved = [
        ...fine.map((leg) => ({ ...leg, state: { kind: 'approved' as const, undoUntil: at, at } })),
        ...approved,
      ]
      return {
        approved: fine.map(({ id }) => ({ id, undoUntil: at, at })),
        refused: [],
      }
    },
    'review.undo': ({ ids }) => ({ changed: ids.length }),
    'review.edit': ({ id }) => waiting.find((leg) => leg.id === id) ?? makeLeg(0, now, false),
    'review.sendBack': ({ ids }) => ({ changed: ids.length }),
    'review.rules': () => rules,
    'review.addRule': (rule) => {
      rules = [...rules, { ...rule, id: rules.length + 1 } as StoredRule]
      return rules
    },
    'review.removeRule': () => (rules = []),
    'source.rights': () => undefined,
    'source.review': () => undefined,
    'schedule.calendar': ({ from }) =>
      approved.map(({ id, videoTitle, destinationName }, n) => ({
        ...{ id, title: videoTitle, destination: destinationName },
        ...{ status: n < 3 ? ('completed' as const) : ('queued' as const), parked: n === 7 },
        at: from + 9 * hour + n * 8 * hour,
      })),
    'schedule.move': ({ at }) => ({ at: at === 'slot' ? now + hour : at }),
    'quota.ledger': () => [
      {
        ...{ budget: 'videos.insert', limit: 100, used: 37, exhausted: false, parked: 0 },
        resetAt: now + 9 * hour,
      },
      {
        ...{ budget: 'search', limit: 100, used: 4, exhausted: false, parked: 0 },
        resetAt: now + 9 * hour,
      },
      {
        ...{ budget: 'other', limit: 10_000, used: 10_000, exhausted: true, parked: 6 },
        resetAt: now + 9 * hour,
      },
    ],
  }
}
