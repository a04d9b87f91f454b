import { rm } from 'node:fs/promises'
import type { Outcome, RunningWork } from '../workers/pool.ts'

/** A job's part of another one's run, which goes on without it when it is stopped. */
export function partOfRun(run: RunningWork, ended: Promise<Outcome>): RunningWork {
  const left: Outcome = { kind: 'left' }
  let stop: () => void = () => undefined
  const stopped = new Promise<Outcome>((resolve) => {
    stop = () => {
      resolve(left)
    }
  })
  const outcome = Promise.race([stopped, ended])
  void Promise.all([outcome, ended]).then(async ([taken, made]) => {
    // Nobody waits for this file any more.
    if (taken === left && made.kind === 'succeeded' && made.result.type === 'transform') {
      await rm(made.result.file.path, { force: true })
    }
  })
  return {
    outcome,
    stop: () => {
      stop()
    },
    freeze: () => {
      run.freeze()
    },
    thaw: () => {
      run.thaw()
    },
  }
}
