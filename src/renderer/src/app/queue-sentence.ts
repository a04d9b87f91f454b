import type { Overview } from '../../../shared/contract.ts'
import { formatCount } from '../../../shared/format.ts'

export type QueueMood = 'working' | 'waiting' | 'paused' | 'idle'

/** The state of the whole queue in a few words. */
export function queueSentence({ statistics, pause }: Overview): { mood: QueueMood; text: string } {
  const { queued, processing, retrying, failed } = statistics
  if (pause.paused) return { mood: 'paused', text: pausedSentence(pause.mode, processing) }
  if (processing > 0) {
    const active = processing + queued + retrying
    return {
      mood: 'working',
      text: `Working · ${formatCount(processing)} of ${formatCount(active)}`,
    }
  }
  if (queued > 0) return { mood: 'waiting', text: `Waiting · ${formatCount(queued)}` }
  if (retrying > 0) return { mood: 'waiting', text: `Retrying soon · ${formatCount(retrying)}` }
  if (failed > 0) return { mood: 'idle', text: `Idle · ${formatCount(failed)} failed` }
  return { mood: 'idle', text: 'Idle' }
}

function pausedSentence(mode: 'finish' | 'freeze', processing: number): string {
  if (processing === 0) return 'Paused'
  return mode === 'freeze'
    ? `Paused · ${formatCount(processing)} on hold`
    : `Pausing · finishing ${formatCount(processing)}`
}
