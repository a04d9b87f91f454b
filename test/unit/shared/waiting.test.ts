import { describe, expect, it } from 'vitest'
import { jobIdSchema } from '../../../src/shared/job.ts'
import { describeWait, waitReason, type WaitFacts } from '../../../src/shared/waiting.ts'

const now = 1_000_000
const free: WaitFacts = {
  status: 'queued',
  type: 'transform',
  queuedAt: now,
  hold: null,
  runId: null,
  queuePaused: false,
  held: null,
  typePaused: false,
  sourcePaused: false,
  needs: [],
  running: 0,
  slots: 3,
  now,
}
const needed = (status: 'queued' | 'failed', id = 7) => ({ id: jobIdSchema.parse(id), status })

describe('why is this job waiting?', () => {
  it.each<[string, Partial<WaitFacts>]>([
    ['The queue is paused.', { queuePaused: true }],
    ['Jobs of this type are paused.', { typePaused: true }],
    ['Its source is paused.', { sourcePaused: true }],
    ['Tried again in 4 s.', { status: 'retrying', queuedAt: now + 3_500 }],
    ['Tried again now.', { status: 'retrying', queuedAt: now }],
    ['Scheduled to begin in 2 min.', { hold: 'schedule', queuedAt: now + 120_000 }],
    ['Begins now.', { hold: 'schedule', queuedAt: now - 1 }],
    ['Waits for your approval, in “Ready to publish”.', { hold: 'review' }],
    [
      'YouTube takes no more uploads from Spool today. It goes on by itself in 3 h.',
      { hold: 'schedule', parkedFor: 'videos.insert', queuedAt: now + 3 * 3_600_000 },
    ],
    ['Waits for job 7.', { hold: 'input', needs: [needed('queued')] }],
    ['Waits for jobs 7, 8.', { hold: 'input', needs: [needed('queued'), needed('queued', 8)] }],
    [
      'Waits for job 7, which did not succeed: retry that first.',
      { hold: 'input', needs: [needed('failed')] },
    ],
    [
      '2 of 2 jobs that may ask example.org at a time are running.',
      { siteBusy: { site: 'example.org', running: 2, slots: 2 } },
    ],
    [
      'example.org asked to be left alone for another 1 min 30 s.',
      { siteHold: { site: 'example.org', until: now + 90_000 } },
    ],
    [
      '/videos needs another 1.5 GB of free space.',
      { disk: { volume: '/videos', missingBytes: 1_500_000_000 } },
    ],
    ['Run 77 of GitHub Actions works on it.', { hold: 'run', runId: '77', queuePaused: true }],
    ['3 of 3 transforms are running.', { running: 3 }],
    ['Next in line.', {}],
  ])('%s', (sentence, facts) => {
    const reason = waitReason({ ...free, ...facts })
    expect(reason && describeWait(reason, now)).toBe(sentence)
  })

  it.each(['processing', 'completed', 'failed', 'cancelled'] as const)(
    'a job that is %s does not wait',
    (status) => {
      expect(waitReason({ ...free, status, queuePaused: true })).toBeNull()
    },
  )

  it('a hold that has passed is no reason any more', () => {
    const facts = { ...free, siteHold: { site: 'example.org', until: now } }
    expect(waitReason(facts)).toEqual({ kind: 'next' })
  })

  it('names the pause before anything that would pass by itself', () => {
    const facts = { ...free, queuePaused: true, running: 3, hold: 'schedule' as const }
    expect(waitReason(facts)).toEqual({ kind: 'paused', scope: 'queue' })
  })
})
