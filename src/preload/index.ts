import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { IpcRendererEvent } from 'electron'
import type * as contract from '../shared/contract.ts'

// Only types come from the contract: a sandboxed preload can load nothing but Electron.
const callChannel: typeof contract.callChannel = 'spool:call'
const eventChannel: typeof contract.eventChannel = 'spool:event'
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

  pathForFile: (file) => webUtils.getPathForFile(file),
  platform: platforms[process.platform] ?? 'linux',
  locale:
    process.argv.find((word) => word.startsWith(localeFlag))?.slice(localeFlag.length) ?? 'en',
}

contextBridge.exposeInMainWorld('spool', bridge)
