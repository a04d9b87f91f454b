import { launchChildProcess, openEngine, spoolHome, type Engine } from '../../core/index.ts'
import { formatQuantity } from '../../shared/format.ts'
import { describeHeld } from '../../shared/waiting.ts'
import type { Output } from '../output.ts'
import { Monitor } from '../monitor.ts'

interface RunOptions {
  keep?: true
  workerScript: string
}

export async function run(output: Output, { keep, workerScript }: RunOptions): Promise<number> {
  const engine = await openEngine({ home: spoolHome() })
  return work(engine, output, { keep: keep === true, workerScript })
}

interface WorkOptions {
  keep: boolean
  workerScript: string
  /** A last look at the engine before it is closed. */
  atEnd?: (engine: Engine) => Promise<void>
}

/**
 * Works on the queue until nothing is left, or until interrupted. Closes the engine.
 *
 * @returns 0, or 1 where a job failed meanwhile, 2 where the queue is paused or held by the settings, 130 on Ctrl+C
 */
export async function work(
  engine: Engine,
  output: Output,
  { keep, workerScript, atEnd }: WorkOptions,
): Promise<number> {
  const failedBefore = engine.overview().statistics.failed
  const interruption = new AbortController()
  const interrupt = () => {
    interruption.abort()
  }
  const monitor = new Monitor(engine, output)
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    const ended = untilIdle(engine, keep, interruption.signal)
    await engine.start({
      launchWorker: launchChildProcess(workerScript),
      tools: () => engine.tools.forWorkers(),
    })
    const end = await ended
    monitor.close()
    await atEnd?.(engine)
    const failed = engine.overview().statistics.failed - failedBefore
    switch (end) {
      case 'interrupted':
        output.say('Stopping; running jobs go back into the queue.')
        return 130
      case 'paused':
        output.say('The queue is paused; `spool resume` lets it go on.')
        return 2
      case 'held':
        output.say(`${heldSentence(engine)} \`--keep\` waits for it.`)
        return 2
      case 'done':
        if (failed > 0) output.say(`${formatQuantity(failed, 'job')} failed; see \`spool list\`.`)
        return failed > 0 ? 1 : 0
    }
  } finally {
    monitor.close()
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await engine.close()
  }
}

/** Asked anew, it may be over by now. */
function heldSentence(engine: Engine): string {
  const held = engine.overview().held
  return held ? `${describeHeld(held, Date.now())}.` : 'Work was held.'
}

type End = 'done' | 'paused' | 'held' | 'interrupted'

function untilIdle(engine: Engine, keep: boolean, signal: AbortSignal): Promise<End> {
  return new Promise((resolve) => {
    const finish = (end: End) => {
      engine.events.off('queue', look)
      engine.events.off('reset', look)
      resolve(end)
    }
    const look = () => {
      const { statistics, pause, held } = engine.overview()
      if (keep) return
      if (pause.paused && statistics.processing === 0) finish('paused')
      else if (statistics.queued + statistics.processing + statistics.retrying === 0) finish('done')
      else if (held && statistics.processing === 0) finish('held')
    }
    signal.addEventListener('abort', () => {
      finish('interrupted')
    })
    engine.events.on('queue', look)
    engine.events.on('reset', look)
    look()
  })
}
