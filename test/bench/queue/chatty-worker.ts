import { openParentPort } from '../../../src/worker/port.ts'
import type { StageResult } from '../../../src/shared/stage.ts'
import {
  workerCommandSchema,
  type WorkerMessage,
  type WorkOrder,
} from '../../../src/shared/worker-protocol.ts'

/**
 * A worker that does nothing but talk: `SPOOL_BENCH_PER_SECOND` progress messages a second. Each job
 * lasts `SPOOL_BENCH_JOB_MS` and finds or makes something, for ever where that is unset; without
 * messages it says one and fails.
 */
const perSecond = Number(process.env.SPOOL_BENCH_PER_SECOND ?? 0)
const lasts = process.env.SPOOL_BENCH_JOB_MS
const found = Number(process.env.SPOOL_BENCH_FOUND ?? 0)
const tickMs = 10

const port = openParentPort()
const send = (message: WorkerMessage) => {
  port.send(message)
}

port.onCommand((raw) => {
  const command = workerCommandSchema.parse(raw)
  if (command.kind === 'run') talk(command.order)
})
port.onClose(() => process.exit(0))
send({ kind: 'ready' })

function talk({ jobId, stage }: WorkOrder): void {
  let sent = 0
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
  const talking = setInterval(() => {
    for (let i = 0; i < (perSecond * tickMs) / 1_000; i++) tell()
  }, tickMs)
  if (lasts === undefined) return
  setTimeout(() => {
    clearInterval(talking)
    send({ kind: 'succeeded', jobId, result: resultOf(stage.type, jobId) })
  }, Number(lasts))
}

function resultOf(type: StageResult['type'], jobId: number): StageResult {
  // A file that is there, or it would be fetched again.
  const file = { path: import.meta.filename, bytes: 1, durationSeconds: 1 }
  if (type !== 'scrape') return { type, file }
  return {
    type,
    source: { kind: 'channel', title: 'A channel' },
    videos: Array.from({ length: found }, (_, n) => ({
      site: 'bench',
      siteId: `${jobId}-${n}`,
      title: `Episode ${n} of source ${jobId}`,
      location: `/bench/${jobId}/${n}.mp4`,
      durationSeconds: 1,
      publishedAt: null,
      bytes: 1,
      fetch: 'direct',
      form: null,
    })),
  }
}
