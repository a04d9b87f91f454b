import { Cron } from 'croner'
import { SpoolError } from '../../shared/errors.ts'
import type { Watch } from '../../shared/source.ts'

const minuteMs = 60_000

/**
 * When a source is to be looked at next, or null where no time decides that. However many looks
 * were missed while Spool was closed or the machine slept, the next one makes up for all of them.
 */
export function nextCheck(watch: Watch | null, from: number): number | null {
  switch (watch?.kind) {
    case undefined:
    case 'folder':
      return null
    case 'interval':
      return from + watch.minutes * minuteMs
    case 'cron':
      return parsed(watch.expression).nextRun(new Date(from))?.getTime() ?? null
  }
}

/** @throws SpoolError `invalid-input` on an expression that is none, or that never comes due */
export function requireWatch(watch: Watch, now: number): void {
  if (watch.kind !== 'cron' || nextCheck(watch, now) !== null) return
  throw new SpoolError('invalid-input', `The schedule “${watch.expression}” never comes due.`)
}

function parsed(expression: string): Cron {
  try {
    return new Cron(expression, { paused: true })
  } catch (error) {
    const sentence = `“${expression}” is no schedule. Write it as cron does: “0 7 * * *” is every day at seven.`
    throw new SpoolError('invalid-input', sentence, { cause: error })
  }
}
