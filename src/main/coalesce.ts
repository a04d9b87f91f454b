/** Four times a second: smooth to the eye, and cheap. */
const intervalMs = 250

/**
 * Makes many askings into few runs: `action` runs soon after the first, and again at most four
 * times a second while it is asked for. No timer waits when nothing was asked.
 *
 * @param ended nothing runs any more once this is aborted
 */
export function coalesce(action: () => void, ended: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined
  let lastRun = -Infinity
  const run = () => {
    timer = undefined
    lastRun = performance.now()
    action()
  }
  ended.addEventListener('abort', () => {
    clearTimeout(timer)
  })
  return () => {
    if (ended.aborted) return
    timer ??= setTimeout(run, Math.max(0, lastRun + intervalMs - performance.now()))
  }
}
