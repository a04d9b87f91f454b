import { powerSaveBlocker } from 'electron'

/** Returns a function that keeps the machine awake while it is told that jobs run. */
export function stayAwake(): (isRunning: boolean) => void {
  let blocker: number | null = null
  return (isRunning) => {
    if (isRunning && blocker === null) {
      blocker = powerSaveBlocker.start('prevent-app-suspension')
    } else if (!isRunning && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
}
