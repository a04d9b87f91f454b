import { access } from 'node:fs/promises'
import { app, shell } from 'electron'
import type { Engine } from '../core/index.ts'
import { locateTool } from '../core/tools/index.ts'
import type { ToolFinding } from '../core/tools/index.ts'
import { eventChannel } from '../shared/channels.ts'
import type { ToolStatus } from '../shared/contract.ts'
import { SpoolError } from '../shared/errors.ts'
import { locale } from '../shared/language.ts'
import type { Handlers } from './answer.ts'
import { encodingHandlers } from './handlers/encoding.ts'
import { destinationHandlers } from './handlers/destinations.ts'
import { failureHandlers } from './handlers/failures.ts'
import { githubHandlers } from './handlers/github.ts'
import { settingsHandlers } from './handlers/settings.ts'
import { sourceHandlers } from './handlers/sources.ts'
import { presetHandlers } from './handlers/presets.ts'
import { reviewHandlers } from './handlers/review.ts'
import { toolHandlers } from './handlers/tools.ts'
import { windowHandlers } from './handlers/window.ts'
import type { IsMetered } from './metered.ts'
import { paths } from './paths.ts'
import type { MainWindow } from './window.ts'

/** Without these nothing works; what merely opens more sources is not missed. */
const neededTools = ['ffmpeg', 'ffprobe'] as const

/** Translates each call of the window into one of the engine. */
export const createHandlers = (
  engine: Engine,
  { browser: window, send }: MainWindow,
  metered: Promise<IsMetered | null>,
  onSettings: () => void,
): Handlers => ({
  'app.info': async () => ({
    version: app.getVersion(),
    home: paths.home,
    locale: locale(),
    tellsMetered: (await metered) !== null,
    tools: (await Promise.all(neededTools.map((name) => locateTool(name)))).map(toolStatus),
  }),
  ...sourceHandlers(engine, window),
  ...toolHandlers(engine, (progress) => {
    if (!window.isDestroyed()) window.webContents.send(eventChannel, 'tools.progress', progress)
  }),
  'queue.overview': () => engine.overview(),
  'queue.page': ({ filter, cursor, limit }) => engine.page(filter, cursor, limit),
  'queue.pause': ({ mode, minutes }) => {
    engine.queue.pause(mode, minutes === undefined ? undefined : minutes * 60_000)
    return engine.overview()
  },
  'queue.resume': () => {
    engine.queue.resume()
    return engine.overview()
  },
  'job.details': ({ id }) => engine.details(id),
  'job.cancel': ({ ids }) => ({ changed: engine.cancel(ids) }),
  'job.retry': ({ ids }) => ({ changed: engine.retry(ids) }),
  'job.prioritise': ({ ids, priority }) => ({ changed: engine.prioritise(ids, priority) }),
  'artefact.reveal': async ({ id }) => {
    const path = engine.artefactPath(id)
    if (path?.startsWith('https://') === true) {
      await shell.openExternal(path)
      return
    }
    const gone = new SpoolError('gone', 'This file is no longer where Spool left it.')
    if (path === null) throw gone
    await access(path).catch(() => {
      throw gone
    })
    shell.showItemInFolder(path)
  },
  ...presetHandlers(engine, window),
  ...destinationHandlers(engine, window),
  ...failureHandlers(engine),
  ...githubHandlers(engine),
  ...windowHandlers(engine),
  ...settingsHandlers(engine, window),
  ...reviewHandlers(engine),
  ...encodingHandlers(engine, send),
  'settings.get': () => engine.settings(),
  'settings.set': (changes) => {
    const settings = engine.changeSettings(changes)
    onSettings()
    return settings
  },
})

const toolStatus = (finding: ToolFinding): ToolStatus =>
  finding.status === 'ok'
    ? { name: finding.name, found: finding, problem: null }
    : { name: finding.name, found: null, problem: `${finding.problem} ${finding.remedy}` }
