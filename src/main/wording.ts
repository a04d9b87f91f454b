import type { Overview } from '../shared/contract.ts'
import { formatTime } from '../shared/format.ts'
import { describeHeld } from '../shared/waiting.ts'
import { t } from '../shared/language.ts'

/** The state of the whole queue in one word. */
export type Mood = 'idle' | 'working' | 'paused' | 'attention'

export function mood({ statistics, pause }: Overview): Mood {
  if (pause.paused) return 'paused'
  if (statistics.processing > 0) return 'working'
  return statistics.failed > 0 ? 'attention' : 'idle'
}

/** The state of the whole queue in one line: "2 running, 5 waiting, 1 failed". */
export function stateLine({ statistics, pause, held: heldBy }: Overview, now: number): string {
  const { processing, failed } = statistics
  const waiting = statistics.queued + statistics.retrying
  const counts = [
    ...(processing > 0 ? [t('shell.state.running', { count: processing })] : []),
    ...(waiting > 0 ? [t('shell.state.waiting', { count: waiting })] : []),
    ...(failed > 0 ? [t('shell.state.failed', { count: failed })] : []),
  ].join(', ')
  if (!pause.paused && heldBy && waiting > 0) {
    return t('shell.state.held', { held: describeHeld(heldBy, now), counts })
  }
  if (!pause.paused) return counts === '' ? t('shell.state.nothing') : counts
  const held =
    pause.until !== undefined
      ? t('shell.state.pausedUntil', { time: formatTime(pause.until) })
      : pause.mode === 'freeze'
        ? t('shell.state.frozen')
        : t('shell.state.paused')
  return counts === '' ? held : t('shell.state.held', { held, counts })
}

/** The question before running jobs are stopped. */
export const quitQuestion = (running: number): string => t('shell.quitQuestion', { count: running })
