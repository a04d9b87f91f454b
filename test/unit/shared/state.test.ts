import { describe, expect, it } from 'vitest'
import { jobStatuses } from '../../../src/shared/job.ts'
import { canTransition, stateTable, type JobTransition } from '../../../src/shared/state.ts'

/** The table of the design, written out once more by hand. */
const expected: [JobTransition, string[], string][] = [
  ['claim', ['queued'], 'processing'],
  ['succeed', ['processing'], 'completed'],
  ['fail', ['processing'], 'retrying'],
  ['fail-for-good', ['processing'], 'failed'],
  ['elapse', ['retrying'], 'queued'],
  ['retry', ['failed', 'cancelled'], 'queued'],
  ['cancel', ['queued', 'retrying', 'processing'], 'cancelled'],
  ['interrupt', ['processing'], 'queued'],
  ['interrupt-for-good', ['processing'], 'failed'],
  ['release', ['processing'], 'queued'],
]

describe('the state table', () => {
  it.each(expected)('%s leads from %j to %s and from nowhere else', (transition, from, to) => {
    expect(stateTable[transition].to).toBe(to)
    const possible = jobStatuses.filter((status) => canTransition(status, transition))
    expect([...possible].sort()).toEqual([...from].sort())
  })

  it('has no transition beside these', () => {
    expect(Object.keys(stateTable).sort()).toEqual(expected.map(([name]) => name).sort())
  })
})
