import { describe, expect, it } from 'vitest'
import {
  extendTo,
  noSelection,
  prune,
  selectAll,
  selectOnly,
  stepFrom,
  toggle,
} from '../../../src/renderer/src/queue/selection.ts'
import { jobIdSchema } from '../../../src/shared/job.ts'
import { makeJob } from './jobs.ts'

const jobs = [9, 7, 5, 3, 1].map((id) => makeJob(id))
const id = (value: number) => jobIdSchema.parse(value)

describe('choosing rows', () => {
  it('reaches from the anchor in both directions, and again from the same anchor', () => {
    const up = extendTo(selectOnly(id(5)), jobs, id(9))
    expect([...up.ids]).toEqual([9, 7, 5])
    expect([...extendTo(up, jobs, id(3)).ids]).toEqual([5, 3])
  })

  it('adds and leaves out single rows', () => {
    const two = toggle(selectOnly(id(5)), id(1))
    expect([...two.ids]).toEqual([5, 1])
    expect([...toggle(two, id(5)).ids]).toEqual([1])
  })

  it('takes all of them', () => {
    expect(selectAll(noSelection, jobs).ids.size).toBe(5)
  })

  it('steps within the list and begins at its top', () => {
    expect(stepFrom(noSelection, jobs, 1)).toBe(9)
    expect(stepFrom(selectOnly(id(5)), jobs, 1)).toBe(3)
    expect(stepFrom(selectOnly(id(5)), jobs, -100)).toBe(9)
    expect(stepFrom(selectOnly(id(5)), jobs, 100)).toBe(1)
    expect(stepFrom(noSelection, [], 1)).toBeNull()
  })

  it('forgets rows that left and gives the keyboard to the nearest one', () => {
    const left = prune(selectOnly(id(5)), [makeJob(9), makeJob(3)])
    expect(left.ids.size).toBe(0)
    expect(left.active).toBe(3)
    expect(prune(selectOnly(id(1)), [makeJob(9), makeJob(3)]).active).toBe(3)
    expect(prune(selectOnly(id(1)), []).active).toBeNull()
  })

  it('is the same object while nothing left', () => {
    const selection = selectOnly(id(5))
    expect(prune(selection, jobs)).toBe(selection)
  })
})
