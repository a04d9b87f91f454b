import { describe, expect, it } from 'vitest'
import { queueSentence } from '../../../src/renderer/src/app/queue-sentence.ts'
import { againIn, sublineOf, tryOf } from '../../../src/renderer/src/queue/job-text.ts'
import type { JobStatus, Place } from '../../../src/shared/job.ts'
import type { PauseState } from '../../../src/shared/queue.ts'
import type { Statistics } from '../../../src/shared/statistics.ts'
import { makeJob } from './jobs.ts'

const running: PauseState = { paused: false }
const overview = (counts: Partial<Statistics>, pause: PauseState = running) => ({
  pause,
  held: null,
  heldSites: [],
  reviewing: 0,
  statistics: {
    totalJobs: 0,
    queued: 0,
    processing: 0,
    completed: 0,
    failed: 0,
    retrying: 0,
    cancelled: 0,
    successRate: null,
    averageProcessingTime: null,
    averageWaitTime: null,
    queueLength: 0,
    ...counts,
  },
})

describe('the state of the queue in words', () => {
  it.each([
    [overview({ processing: 2, queued: 10, retrying: 2 }), 'Working · 2 of 14'],
    [overview({ queued: 3 }), 'Waiting · 3'],
    [overview({ retrying: 1 }), 'Retrying soon · 1'],
    [overview({ completed: 4, failed: 2 }), 'Idle · 2 failed'],
    [overview({ completed: 4 }), 'Idle'],
    [overview({ queued: 4 }, { paused: true, mode: 'finish', since: 0 }), 'Paused'],
    [
      overview({ processing: 1 }, { paused: true, mode: 'finish', since: 0 }),
      'Pausing · finishing 1',
    ],
    [overview({ processing: 1 }, { paused: true, mode: 'freeze', since: 0 }), 'Paused · 1 on hold'],
  ])('%#: %s', (state, text) => {
    expect(queueSentence(state, 0).text).toBe(text)
  })
})

describe('a job in words', () => {
  const moving = makeJob(1, 'processing', {
    progress: {
      phase: 'downloading',
      fraction: 0.4,
      speed: { unit: 'bytes/s', value: 2_000_000 },
      etaSeconds: 90,
    },
  })

  it('tells phase, speed and what is left while it moves', () => {
    expect(sublineOf(moving, false)).toBe('Downloading · 2 MB/s · 2 min left')
  })

  it('tells no speed while it is held', () => {
    expect(sublineOf(moving, true)).toBe('On hold')
  })

  it('tells the error of a failed one and how long a finished one took', () => {
    const error = { kind: 'disk' as const, message: 'The disk is full.' }
    expect(sublineOf(makeJob(1, 'failed', { error }), false)).toBe('The disk is full.')
    const done = makeJob(1, 'completed', { startedAt: 0, finishedAt: 65_000 })
    expect(sublineOf(done, false)).toBe('Download · took 1 min 5 s')
  })

  it('names where a publication goes, whatever becomes of it', () => {
    const publish = (status: JobStatus, place: Place) =>
      sublineOf(makeJob(1, status, { type: 'publish', place }), false)
    const bucket = { kind: 'saved', name: 'My bucket' } as const
    expect(publish('queued', bucket)).toBe('Waiting to be published · My bucket')
    expect(publish('processing', bucket)).toBe('My bucket · Starting')
    expect(publish('cancelled', bucket)).toBe('Publish · My bucket')
    expect(publish('cancelled', { kind: 'folder', path: '/mnt/nas/out/' })).toBe('Publish · out')
    expect(publish('cancelled', { kind: 'saved', name: null })).toBe(
      'Publish · a removed destination',
    )
  })

  it('counts tries from the second on', () => {
    expect(tryOf(makeJob(1, 'queued', { attempts: 1 }))).toBeNull()
    expect(tryOf(makeJob(1, 'queued', { attempts: 2 }))).toBe('try 2 of 3')
  })

  it('counts down to the next try', () => {
    expect(againIn(4_000, 0)).toBe('again in 4 s')
    expect(againIn(4_000, 4_000)).toBe('again any moment')
  })
})
