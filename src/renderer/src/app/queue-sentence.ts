import type { Overview } from '../../../shared/contract.ts'
import { formatCount } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { describeHeld } from '../../../shared/waiting.ts'

export type QueueMood = 'working' | 'waiting' | 'paused' | 'idle'

/** The state of the whole queue in a few words. */
export function queueSentence(
  { statistics, pause, held }: Overview,
  now: number,
): { mood: QueueMood; text: string } {
  const { queued, processing, retrying, failed } = statistics
  if (pause.paused) return { mood: 'paused', text: pausedSentence(pause.mode, processing) }
  if (held && queued + retrying > 0) {
    return {
      mood: 'waiting',
      text: `${describeHeld(held, now)} · ${formatCount(queued + retrying)}`,
    }
  }
  if (processing > 0) {
    const active = processing + queued + retrying
    return { mood: 'working', text: t('app.state.working', { running: processing, active }) }
  }
  if (queued > 0) return { mood: 'waiting', text: t('app.state.waiting', { count: queued }) }
  if (retrying > 0) {
    return { mood: 'waiting', text: t('app.state.retryingSoon', { count: retrying }) }
  }
  if (failed > 0) return { mood: 'idle', text: t('app.state.idleFailed', { count: failed }) }
  return { mood: 'idle', text: t('app.state.idle') }
}

function pausedSentence(mode: 'finish' | 'freeze', processing: number): string {
  if (processing === 0) return t('app.state.paused')
  return mode === 'freeze'
    ? t('app.state.onHold', { count: processing })
    : t('app.state.finishing', { count: processing })
}
