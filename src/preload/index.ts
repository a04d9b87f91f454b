import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { IpcRendererEvent } from 'electron'
import { callChannel, eventChannel, glanceChannel } from '../shared/channels.ts'
// Only types: a bridge has no use for the schemas.
import type * as contract from '../shared/contract.ts'
import type { QueuePage } from '../shared/queue.ts'

const events: Record<contract.EventName, true> = {
  'jobs.changed': true,
  'queue.changed': true,
  'sources.changed': true,
  'sample.progress': true,
  'tools.progress': true,
}

type Platform = contract.Bridge['platform']
const platforms: Partial<Record<NodeJS.Platform, Platform>> = { darwin: 'darwin', win32: 'win32' }

/** What main knows before the page does; see `createWindow`. */
const localeFlag = '--spool-locale='

const bridge: contract.Bridge = {
  call: (name, input) =>
    // Main has checked the value against the contract.
    ipcRenderer.invoke(callChannel, name, input) as Promise<
      contract.Reply<contract.CallOutput<typeof name>>
    >,

  on(name, listener) {
    if (!Object.hasOwn(events, name)) throw new Error(`There is no event ${name}.`)
    const pass = (
      _event: IpcRendererEvent,
      sent: contract.EventName,
      payload: contract.EventPayload<typeof name>,
    ) => {
      if (sent === name) listener(payload)
    }
    ipcRenderer.on(eventChannel, pass)
    return () => {
      ipcRenderer.off(eventChannel, pass)
    }
  },

  glance: ipcRenderer.invoke(glanceChannel) as Promise<QueuePage | null>,
  pathForFile: (file) => webUtils.getPathForFile(file),
  platform: platforms[process.platform] ?? 'linux',
  locale:
    process.argv.find((word) => word.startsWith(localeFlag))?.slice(localeFlag.length) ?? 'en',
}

contextBridge.exposeInMainWorld('spool', bridge)
