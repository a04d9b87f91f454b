import { describe, expect, it, vi } from 'vitest'
import { trayMenu } from '../../../src/main/tray-menu.ts'
import { mood, quitQuestion, stateLine } from '../../../src/main/wording.ts'
import type { Overview } from '../../../src/shared/contract.ts'
import { frozen, overview, paused } from './overview.ts'

const commands = {
  add: vi.fn(),
  pause: vi.fn(),
  freeze: vi.fn(),
  pauseForAnHour: vi.fn(),
  resume: vi.fn(),
  open: vi.fn(),
  quit: vi.fn(),
}

const enabled = (state: Overview) =>
  trayMenu(state, commands)
    .filter((item) => item.click !== undefined && item.enabled !== false)
    .map((item) => item.label)

describe('the tray', () => {
  it('says what the queue does', () => {
    expect(stateLine(overview(), 0)).toBe('Nothing to do')
    expect(stateLine(overview({ processing: 2, queued: 4, retrying: 1, failed: 1 }), 0)).toBe(
      '2 running, 5 waiting, 1 failed',
    )
    expect(stateLine(overview({ queued: 4 }, paused), 0)).toBe('Paused: 4 waiting')
    expect(stateLine(overview({ processing: 1 }, frozen), 0)).toBe('Frozen: 1 running')
    expect(trayMenu(overview(), commands)[0]).toEqual({ label: 'Nothing to do', enabled: false })
  })

  it('shows a state for each mood of the queue', () => {
    expect(mood(overview())).toBe('idle')
    expect(mood(overview({ processing: 1, failed: 1 }))).toBe('working')
    expect(mood(overview({ failed: 1 }))).toBe('attention')
    expect(mood(overview({ processing: 1 }, paused))).toBe('paused')
  })

  it('offers only what makes sense now', () => {
    const always = ['Open Spool', 'Quit']
    expect(enabled(overview())).toEqual([
      'Pause (finish current)',
      'Pause for 1 hour',
      'Freeze now',
      ...always,
    ])
    expect(enabled(overview({}, paused))).toEqual(['Freeze now', 'Resume', ...always])
    expect(enabled(overview({}, frozen))).toEqual(['Resume', ...always])
  })
})

describe('the question before quitting', () => {
  it('counts the jobs and says they start again', () => {
    expect(quitQuestion(1)).toBe('1 job is running. Stop it and quit? It starts again next time.')
    expect(quitQuestion(2)).toBe(
      '2 jobs are running. Stop them and quit? They start again next time.',
    )
  })
})
