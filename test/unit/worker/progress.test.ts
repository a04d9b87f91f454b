import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Progress } from '../../../src/shared/progress.ts'
import { FreezeGate } from '../../../src/worker/freeze.ts'
import { ProgressReporter } from '../../../src/worker/progress-reporter.ts'
import { RateMeter } from '../../../src/worker/rate-meter.ts'
import { EncodingProgress } from '../../../src/worker/transform/encoding-progress.ts'
import { phaseNames, Phases } from '../../../src/worker/transform/phases.ts'
import { startWatchdog } from '../../../src/worker/watchdog.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('what FFmpeg tells of an encode', () => {
  let now = 0
  const after = (progress: EncodingProgress, ms: number, ...lines: string[]) => {
    now += ms
    return lines.map((line) => progress.line(line)).at(-1)
  }

  it('is how much of the output is there, how fast, and for how long still', () => {
    const progress = new EncodingProgress(10, () => now)
    after(progress, 2_000, 'out_time_us=2000000', 'progress=continue')
    expect(after(progress, 2_000, 'frame=120', 'out_time_us=4000000', 'progress=continue')).toEqual(
      { part: 0.4, speed: { unit: 'x', value: 1 }, etaSeconds: 6 },
    )
  })

  it.each(['out_time_us=N/A', 'out_time_us=-9223372036854775807', 'out_time_us=', 'nonsense', ''])(
    'is nothing yet with “%s”',
    (line) => {
      const progress = new EncodingProgress(10, () => now)
      expect(after(progress, 500, line, 'progress=continue')).toMatchObject({ part: 0 })
      expect(progress.outSeconds).toBe(0)
    },
  )

  it('never goes back', () => {
    const progress = new EncodingProgress(10, () => now)
    after(progress, 500, 'out_time_us=5000000', 'total_size=700', 'progress=continue')
    const news = after(progress, 500, 'out_time_us=1000000', 'total_size=N/A', 'progress=continue')
    expect(news?.part).toBe(0.5)
    expect(progress.bytes).toBe(700)
  })

  it('is whole at its end, and unknown well beyond it', () => {
    const progress = new EncodingProgress(10, () => now)
    expect(after(progress, 500, 'out_time_us=10100000', 'progress=continue')?.part).toBe(1)
    expect(after(progress, 500, 'out_time_us=20000000', 'progress=continue')?.part).toBeNull()
    expect(after(progress, 500, 'progress=end')?.part).toBe(1)
  })

  it('has no share where the duration is not known', () => {
    const progress = new EncodingProgress(null, () => now)
    expect(after(progress, 500, 'out_time_us=5000000', 'progress=continue')).toMatchObject({
      part: null,
      etaSeconds: null,
    })
  })
})

describe('the phases of a transform', () => {
  const told = () => {
    const sent: Progress[] = []
    let now = 0
    const phases = new Phases(
      (progress) => sent.push(progress),
      () => now,
    )
    return {
      sent,
      phases,
      pass: (ms: number) => {
        now += ms
      },
    }
  }

  it('share the whole by the time they take', () => {
    const { sent, phases } = told()
    phases.weigh({ analysing: 10, encoding: 70, joining: 10, verifying: 10, moving: 0 })
    for (const name of phaseNames) {
      phases.begin(name)
      phases.report({ part: 0.5 })
      phases.report({ part: 7 })
    }
    expect(sent.map(({ fraction }) => fraction)).toEqual([
      ...[0, 0.05, 0.1, 0.1, 0.45, 0.8, 0.8, 0.85, 0.9, 0.9, 0.95, 1, 1, 1, 1],
    ])
    expect([...new Set(sent.map(({ phase }) => phase))]).toEqual([...phaseNames])
  })

  it('count what comes after into the time that is left', () => {
    const { sent, phases, pass } = told()
    phases.weigh({ analysing: 0, encoding: 80, verifying: 20, moving: 0 })
    phases.begin('encoding')
    pass(30_000)
    phases.report({ part: 0.75, etaSeconds: 10, speed: { unit: 'x', value: 2 } })
    expect(sent.at(-1)).toMatchObject({ etaSeconds: 20, speed: { unit: 'x', value: 2 } })
  })

  it('have no share while it is unknown', () => {
    const { sent, phases } = told()
    phases.begin('encoding')
    phases.report({ part: null })
    expect(sent.at(-1)).toMatchObject({ phase: 'encoding', fraction: null, etaSeconds: null })
  })
})

describe('the speed', () => {
  it('is unknown at first, and the remaining time for a little longer', () => {
    let now = 0
    const meter = new RateMeter(() => now, 1_000)
    expect(meter.perSecond).toBeNull()
    now = 100
    meter.update(5_000)
    expect(meter.perSecond).toBeNull()
    now = 1_000
    meter.update(2_000)
    expect(meter.perSecond).toBe(1_000)
    expect(meter.secondsUntil(4_000)).toBeNull()
    now = 4_000
    meter.update(5_000)
    expect(meter.secondsUntil(10_000)).toBe(5)
    expect(meter.secondsUntil(1)).toBe(0)
  })

  it('follows a change without jumping', () => {
    let now = 0
    const meter = new RateMeter(() => now)
    const run = (seconds: number, perSecond: number, from: number) => {
      for (let i = 1; i <= seconds; i++) {
        now += 1_000
        meter.update(from + i * perSecond)
      }
    }
    run(10, 100, 0)
    run(1, 1_000, 1_000)
    expect(meter.perSecond).toBeLessThan(200)
    run(60, 1_000, 2_000)
    expect(meter.perSecond).toBeGreaterThan(990)
  })

  it('of nothing promises no end', () => {
    let now = 0
    const meter = new RateMeter(() => now)
    now = 5_000
    meter.update(0)
    expect(meter.secondsUntil(10)).toBeNull()
  })
})

const at = (fraction: number | null): Progress => ({
  phase: 'encoding',
  fraction,
  speed: null,
  etaSeconds: null,
})

describe('progress on its way out', () => {
  it('goes at most four times a second, and the last is not lost', () => {
    const sent: (number | null)[] = []
    const reporter = new ProgressReporter(({ fraction }) => sent.push(fraction))
    for (let i = 1; i <= 100; i++) {
      reporter.report(at(i / 100))
      vi.advanceTimersByTime(10)
    }
    expect(sent.length).toBeLessThanOrEqual(5)
    reporter.finish()
    expect(sent.at(-1)).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('never goes back, also not over an unknown share', () => {
    const sent: (number | null)[] = []
    const reporter = new ProgressReporter(({ fraction }) => sent.push(fraction))
    for (const fraction of [0.5, null, 0.3, 2]) {
      reporter.report(at(fraction))
      vi.advanceTimersByTime(300)
    }
    reporter.finish()
    expect(sent).toEqual([0.5, null, 0.5, 1])
  })
})

describe('a gate', () => {
  it('lets work go on at once, or when thawed', async () => {
    const gate = new FreezeGate()
    const { signal } = new AbortController()
    await gate.whenThawed(signal)
    gate.freeze()
    let passed = false
    const passing = gate.whenThawed(signal).then(() => (passed = true))
    await Promise.resolve()
    expect(passed).toBe(false)
    gate.thaw()
    await passing
  })

  it('lets go of who waits when the job stops', async () => {
    const gate = new FreezeGate()
    const stop = new AbortController()
    gate.freeze()
    const waiting = gate.whenThawed(stop.signal)
    stop.abort(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')
  })

  it('has a clock that stands still while it is closed', () => {
    const gate = new FreezeGate()
    const before = gate.activeMs()
    vi.advanceTimersByTime(100)
    gate.freeze()
    vi.advanceTimersByTime(1_000)
    gate.thaw()
    vi.advanceTimersByTime(100)
    expect(gate.activeMs() - before).toBeCloseTo(200)
  })
})

describe('a watchdog', () => {
  it('barks once after so long without a sign of life', () => {
    const onStall = vi.fn()
    startWatchdog(new FreezeGate(), 60_000, onStall)
    vi.advanceTimersByTime(59_000)
    expect(onStall).not.toHaveBeenCalled()
    vi.advanceTimersByTime(600_000)
    expect(onStall).toHaveBeenCalledOnce()
  })

  it('takes anything new for a sign of life', () => {
    const onStall = vi.fn()
    let seen = 0
    startWatchdog(new FreezeGate(), 60_000, onStall, () => seen)
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(50_000)
      seen++
    }
    expect(onStall).not.toHaveBeenCalled()
  })

  it('does not count frozen time', () => {
    const onStall = vi.fn()
    const gate = new FreezeGate()
    const watchdog = startWatchdog(gate, 60_000, onStall)
    gate.freeze()
    vi.advanceTimersByTime(600_000)
    gate.thaw()
    expect(onStall).not.toHaveBeenCalled()
    watchdog.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
