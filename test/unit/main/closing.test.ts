import { describe, expect, it } from 'vitest'
import { closing } from '../../../src/main/closing.ts'
import { overview, paused } from './overview.ts'

describe('closing the window', () => {
  it('hides it where a tray icon can bring it back', () => {
    expect(closing(overview(), true)).toBe('hide')
    expect(closing(overview({ processing: 1 }), true)).toBe('hide')
  })

  it.each([{ processing: 1 }, { queued: 1 }, { retrying: 1 }])(
    'leaves it in the task bar without a tray while there is work: %o',
    (counts) => {
      expect(closing(overview(counts), false)).toBe('minimise')
    },
  )

  it('quits without a tray when nothing is to be done', () => {
    expect(closing(overview({ completed: 3, failed: 1 }), false)).toBe('quit')
    expect(closing(overview({ queued: 3 }, paused), false)).toBe('quit')
  })
})
