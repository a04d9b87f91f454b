import { describe, expect, it } from 'vitest'
import { forecast, type QueueLoad } from '../../../src/shared/forecast.ts'

const load = (changes: Partial<QueueLoad>): QueueLoad => ({
  open: { scrape: 0, download: 0, transform: 0, publish: 0 },
  slots: { scrape: 1, download: 1, transform: 1, publish: 1 },
  history: { scrape: [], download: [], transform: [], publish: [] },
  ...changes,
})
const none = { scrape: 0, download: 0, transform: 0, publish: 0 }
const steady = (seconds: number) => Array.from({ length: 20 }, () => seconds)

describe('how long the queue takes', () => {
  it('is not told where nothing is left, or too little known', () => {
    expect(forecast(load({}))).toBeNull()
    expect(forecast(load({ open: { ...none, publish: 2 } }))).toBeNull()
  })

  it('is what jobs took, by how many run side by side', () => {
    const history = { ...load({}).history, publish: steady(10) }
    const open = { ...none, publish: 12 }
    expect(forecast(load({ open, history }))).toEqual({ likely: 120, atWorst: 120 })
    const slots = { ...load({}).slots, publish: 4 }
    expect(forecast(load({ open, history, slots }))).toEqual({ likely: 30, atWorst: 30 })
    const one = { ...none, publish: 1 }
    expect(forecast(load({ open: one, history, slots }))).toEqual({ likely: 10, atWorst: 10 })
  })

  it('counts what follows, and the slowest stage decides', () => {
    const history = { scrape: [], download: steady(1), transform: steady(60), publish: steady(1) }
    const open = { ...none, download: 10 }
    expect(forecast(load({ open, history }))).toEqual({ likely: 600, atWorst: 600 })
  })

  it('is a range where jobs differ, and the same each time it is asked', () => {
    const mixed = [1, 1, 1, 1, 1, 1, 1, 100, 100, 5]
    const history = { ...load({}).history, publish: mixed }
    const range = forecast(load({ open: { ...none, publish: 20 }, history }))
    expect(range?.atWorst).toBeGreaterThan((range?.likely ?? 0) * 1.1)
    expect(forecast(load({ open: { ...none, publish: 20 }, history }))).toEqual(range)
  })
})
