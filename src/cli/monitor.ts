import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import type { Engine } from '../core/index.ts'
import { formatPhase, formatDuration, formatRemaining, formatSpeed } from '../shared/format.ts'
import type { JobId, JobStatus, JobSummary } from '../shared/job.ts'
import { line, type Output } from './output.ts'

const scale = 1_000

/** Shows what an engine does: bars on a terminal, a line per change elsewhere, JSON for scripts. */
export class Monitor {
  readonly #engine: Engine
  readonly #output: Output
  readonly #bars: MultiBar | null
  readonly #barOf = new Map<JobId, SingleBar>()
  readonly #lastStatus = new Map<JobId, JobStatus>()

  constructor(engine: Engine, output: Output) {
    this.#engine = engine
    this.#output = output
    this.#bars =
      process.stdout.isTTY && !output.json
        ? new MultiBar(
            {
              format: '  {type} {bar} {percent} {title}  {rest}',
              barsize: 24,
              hideCursor: true,
              clearOnComplete: true,
              emptyOnZero: true,
              forceRedraw: true,
            },
            Presets.shades_grey,
          )
        : null
    engine.events.on('jobs', this.#look)
  }

  close(): void {
    this.#engine.events.off('jobs', this.#look)
    this.#bars?.stop()
    this.#barOf.clear()
  }

  readonly #look = (ids: JobId[]): void => {
    for (const job of this.#engine.summaries(ids)) {
      if (job.status === 'processing') this.#moved(job)
      if (this.#lastStatus.get(job.id) !== job.status) this.#changed(job)
      this.#lastStatus.set(job.id, job.status)
    }
  }

  #moved(job: JobSummary): void {
    if (!this.#bars) return
    const { fraction = null, speed = null, etaSeconds = null } = job.progress ?? {}
    const payload = {
      type: job.type.padEnd(9),
      title: line(job.title, 32),
      percent: fraction === null ? '   ?' : `${String(Math.floor(fraction * 100)).padStart(3)}%`,
      rest: [
        job.progress ? formatPhase(job.progress) : '',
        ...(speed ? [formatSpeed(speed)] : []),
        ...(etaSeconds === null ? [] : [formatRemaining(etaSeconds)]),
      ].join(' · '),
    }
    const bar = this.#barOf.get(job.id) ?? this.#bars.create(scale, 0, payload)
    this.#barOf.set(job.id, bar)
    bar.update(Math.floor((fraction ?? 0) * scale), payload)
  }

  #changed(job: JobSummary): void {
    const text = sentence(job)
    if (this.#output.json) {
      const { id, type, status, title, attempts, error } = job
      process.stdout.write(`${JSON.stringify({ id, type, status, title, attempts, error })}\n`)
    } else if (this.#bars) {
      const bar = job.status === 'processing' ? undefined : this.#barOf.get(job.id)
      if (bar) this.#bars.remove(bar)
      if (bar) this.#barOf.delete(job.id)
      if (text !== null) this.#bars.log(`${text}\n`)
    } else if (text !== null) this.#output.say(text)
  }
}

/** What people want to read of a change; null for steps that go without saying. */
function sentence(job: JobSummary): string | null {
  const what = `${job.type.padEnd(9)}  ${line(job.title)}`
  const { startedAt, finishedAt } = job
  switch (job.status) {
    case 'queued':
    case 'processing':
      return null
    case 'completed': {
      const seconds = startedAt === null || finishedAt === null ? 0 : (finishedAt - startedAt) / 1e3
      return `✓ ${what}  ${seconds < 10 ? `${seconds.toFixed(1)} s` : formatDuration(seconds)}`
    }
    case 'retrying':
      return `↻ ${what}  ${job.error?.message ?? ''}`
    case 'failed':
      return `✗ ${what}  ${job.error?.message ?? ''}`
    case 'cancelled':
      return `– ${what}  cancelled`
  }
}
