import { app } from 'electron'
import type { Engine } from '../core/index.ts'
import { choose } from './choose.ts'
import type { Commands } from './commands.ts'
import { addSources } from './sources.ts'
import type { MainWindow } from './window.ts'

export const createCommands = (
  engine: Engine,
  window: MainWindow,
  fatal: (error: unknown) => void,
): Commands => ({
  add: (what) => {
    choose(window.browser, what)
      .then((locations) => addSources(engine, locations))
      .catch(fatal)
  },
  pause: () => {
    engine.queue.pause('finish')
  },
  pauseForAnHour: () => {
    engine.queue.pause('finish', 3_600_000)
  },
  freeze: () => {
    engine.queue.pause('freeze')
  },
  resume: () => {
    engine.queue.resume()
  },
  open: () => {
    window.open()
  },
  quit: () => {
    app.quit()
  },
})
