import { expect, it } from 'vitest'
import { HardwareSlots } from '../../../src/core/workers/slots.ts'
import { hardwareSlots } from '../../../src/shared/abilities.ts'

it('hardware takes as many encodes as it has slots, each kind by itself', () => {
  const slots = new HardwareSlots<number>()
  const taken = Array.from({ length: 5 }, (_, holder) => slots.take(holder, 'nvenc'))
  expect(taken.filter(Boolean)).toHaveLength(hardwareSlots.nvenc)
  expect(slots.take(9, 'qsv')).toBe(true)
  slots.release(0)
  expect(slots.take(7, 'nvenc')).toBe(true)
  expect(slots.take(8, 'nvenc')).toBe(false)
})

it('who asks again keeps the one slot', () => {
  const slots = new HardwareSlots<string>()
  expect(slots.take('a', 'v4l2')).toBe(true)
  expect(slots.take('a', 'v4l2')).toBe(true)
  expect(slots.take('b', 'v4l2')).toBe(false)
  slots.release('a')
  expect(slots.take('b', 'v4l2')).toBe(true)
})
