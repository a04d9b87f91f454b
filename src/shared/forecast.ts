import { jobTypes, type JobType } from './ids.ts'
import { nextStage } from './pipeline.ts'

export interface QueueLoad {
  /** Jobs of each type still to be done, those that run included. */
  open: Record<JobType, number>
  /** How many of each type run side by side. */
  slots: Record<JobType, number>
  /** How long finished jobs of each type took on this machine, in seconds. */
  history: Record<JobType, readonly number[]>
}

const leastHistory = 5
const runs = 400

/**
 * How long the queue takes yet: half of the simulated runs are done by `likely`, nine in ten by
 * `atWorst`. Each run draws its durations from what jobs of the type took before; the stages work
 * side by side, so the slowest decides. Null where too little is known of a stage that has work.
 */
export function forecast(load: QueueLoad): { likely: number; atWorst: number } | null {
  const todo = withFollowing(load.open)
  const busy = jobTypes.filter((type) => todo[type] > 0)
  if (busy.length === 0) return null
  if (busy.some((type) => load.history[type].length < leastHistory)) return null
  const random = seeded()
  const totals = Array.from({ length: runs }, () =>
    Math.max(...busy.map((type) => drawTotal(load, type, todo[type], random))),
  ).sort((a, b) => a - b)
  const at = (share: number) => totals[Math.floor(share * (runs - 1))] ?? 0
  return { likely: at(0.5), atWorst: at(0.9) }
}

/** A download waiting today is a transform and a publication tomorrow. */
function withFollowing(open: Record<JobType, number>): Record<JobType, number> {
  const todo = { ...open }
  for (const type of jobTypes) {
    // What a scrape will find nobody knows.
    const next = type === 'scrape' ? null : nextStage[type]
    if (next !== null) todo[next] += todo[type]
  }
  return todo
}

/** So many draws say enough; more work is that much of the same. */
const drawn = 50

function drawTotal(load: QueueLoad, type: JobType, jobs: number, random: () => number): number {
  const durations = load.history[type]
  const draws = Math.min(jobs, drawn)
  let sum = 0
  let longest = 0
  for (let n = 0; n < draws; n += 1) {
    const duration = durations[Math.floor(random() * durations.length)] ?? 0
    sum += duration
    longest = Math.max(longest, duration)
  }
  // Slots cannot share one job.
  return Math.max(longest, (sum * (jobs / draws)) / load.slots[type])
}

/** The same question has the same answer (mulberry32). */
function seeded(): () => number {
  let state = 0x5900
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
