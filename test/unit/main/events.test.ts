import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openEngine } from '../../../src/core/index.ts'
import type { Engine } from '../../../src/core/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import { pushEvents } from '../../../src/main/events.ts'
import { events } from '../../../src/shared/contract.ts'
import type { EventName } from '../../../src/shared/contract.ts'

let home: string
let engine: Engine
let isSeen: boolean
let sent: { name: EventName; payload: unknown }[]
let pusher: ReturnType<typeof pushEvents>

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'spool-events-'))
  engine = await openEngine({ home })
  isSeen = true
  sent = []
  const window = {
    isSeen: () => isSeen,
    send: (name: EventName, payload: unknown) => void sent.push({ name, payload }),
  }
  pusher = pushEvents(engine, window, new AbortController().signal)
  vi.useFakeTimers()
})

afterEach(async () => {
  vi.useRealTimers()
  await engine.close()
  await rm(home, { recursive: true })
})

const add = (count: number, batch: string) =>
  engine.addSources({
    locations: Array.from({ length: count }, (_, n) => `https://example.org/${batch}/${String(n)}`),
  })

const payloads = (name: EventName) =>
  sent.filter((message) => message.name === name).map(({ payload }) => events[name].parse(payload))

describe('what the window is told', () => {
  it('is every changed job, in one message for one action', async () => {
    await add(3, 'a')
    vi.advanceTimersByTime(1_000)
    expect(payloads('jobs.changed')).toEqual([
      { more: false, jobs: [1, 2, 3].map((id) => expect.objectContaining({ id }) as unknown) },
    ])
    expect(payloads('queue.changed')).toMatchObject([{ statistics: { queued: 3 } }])
  })

  it('is at most four messages of each event a second', async () => {
    for (let n = 0; n < 99; n += 1) {
      await add(1, String(n))
      vi.advanceTimersByTime(10)
    }
    expect(payloads('jobs.changed').length).toBeLessThanOrEqual(4)
    expect(payloads('queue.changed').length).toBeLessThanOrEqual(4)
    vi.advanceTimersByTime(250)
    expect(payloads('queue.changed').at(-1)).toMatchObject({ statistics: { queued: 99 } })
  })

  it('is to read the list again when more than 500 jobs changed', async () => {
    await add(501, 'a')
    vi.advanceTimersByTime(1_000)
    expect(payloads('jobs.changed')).toEqual([{ jobs: [], more: true }])
  })

  it('names up to 500 jobs', async () => {
    await add(500, 'a')
    vi.advanceTimersByTime(1_000)
    expect(payloads('jobs.changed')).toMatchObject([{ more: false }])
  })

  it('is to read everything again when another process wrote', () => {
    if (!(engine.events instanceof JobQueue)) throw new Error('The queue tells its own events.')
    engine.events.emit('reset')
    vi.advanceTimersByTime(1_000)
    expect(payloads('jobs.changed')).toEqual([{ jobs: [], more: true }])
    expect(payloads('queue.changed')).toHaveLength(1)
  })

  it('is nothing while the window is away, and all of it in one go when it is back', async () => {
    isSeen = false
    await add(2, 'a')
    vi.advanceTimersByTime(1_000)
    expect(sent).toEqual([])
    expect(vi.getTimerCount()).toBe(0)

    isSeen = true
    pusher.catchUp()
    vi.advanceTimersByTime(1_000)
    expect(sent.map(({ name }) => name)).toEqual([
      'jobs.changed',
      'queue.changed',
      'sources.changed',
    ])
  })

  it('is nothing when the window comes back and nothing happened', () => {
    pusher.catchUp()
    vi.advanceTimersByTime(1_000)
    expect(sent).toEqual([])
  })
})
