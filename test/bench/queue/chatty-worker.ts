import { workerCommandSchema, type WorkerMessage } from '../../../src/shared/worker-protocol.ts'

/**
 * A worker that does nothing but talk: `SPOOL_BENCH_PER_SECOND` progress messages a second for ever,
 * or, where that is 0, one and the end of the job.
 */
const perSecond = Number(process.env.SPOOL_BENCH_PER_SECOND ?? 0)
const tickMs = 10
let sent = 0

const send = (message: WorkerMessage) => void process.send?.(message)

process.on('message', (raw) => {
  const command = workerCommandSchema.parse(raw)
  if (command.kind !== 'run') return
  const { jobId } = command.order
  const tell = () => {
    sent += 1
    const fraction = 1 - 1 / (1 + sent / 10_000)
    const speed = { unit: 'x', value: 2 } as const
    send({
      kind: 'progress',
      jobId,
      progress: { phase: 'encoding', fraction, speed, etaSeconds: 60 },
    })
  }
  tell()
  if (perSecond === 0) {
    const failure = { kind: 'gone', message: 'There is nothing to do.', details: {} } as const
    send({ kind: 'failed', jobId, failure })
    return
  }
  setInterval(() => {
    for (let i = 0; i < (perSecond * tickMs) / 1_000; i++) tell()
  }, tickMs)
})
process.on('disconnect', () => process.exit(0))
send({ kind: 'ready' })
