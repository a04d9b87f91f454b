import type { PauseState } from '../shared/queue.ts'
import type { Choice } from './choose.ts'

/** What the menus can do, wherever they hang. */
export interface Commands {
  add: (what: Choice) => void
  pause: () => void
  /** For an hour; then it goes on by itself. */
  pauseForAnHour: () => void
  freeze: () => void
  resume: () => void
  open: () => void
  quit: () => void
}

/** Which of the three verbs of pausing make sense now. */
export const possibleVerbs = (pause: PauseState) => ({
  pause: !pause.paused,
  freeze: !pause.paused || pause.mode === 'finish',
  resume: pause.paused,
})
