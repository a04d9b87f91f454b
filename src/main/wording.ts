import type { Overview } from '../shared/contract.ts'

/** The state of the whole queue in one word. */
export type Mood = 'idle' | 'working' | 'paused' | 'attention'

export function mood({ statistics, pause }: Overview): Mood {
  if (pause.paused) return 'paused'
  if (statistics.processing > 0) return 'working'
  return statistics.failed > 0 ? 'attention' : 'idle'
}

/** The state of the whole queue in one line: "2 running, 5 waiting, 1 failed". */
export function stateLine({ statistics, pause }: Overview): string {
  const waiting = statistics.queued + statistics.retrying
  const counts = [
    ...(statistics.processing > 0 ? [`${statistics.processing} running`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(statistics.failed > 0 ? [`${statistics.failed} failed`] : []),
  ].join(', ')
  if (!pause.paused) return counts === '' ? 'Nothing to do' : counts
  const held = pause.mode === 'freeze' ? 'Frozen' : 'Paused'
  return counts === '' ? held : `${held}: ${counts}`
}

/** The question before running jobs are stopped. */
export const quitQuestion = (running: number): string =>
  running === 1
    ? '1 job is running. Stop it and quit? It starts again next time.'
    : `${running} jobs are running. Stop them and quit? They start again next time.`
