import type { WorkerMessage } from '../shared/worker-protocol.ts'

/** The one line between a worker and whoever started it, whichever way it was started. */
export interface ParentPort {
  send: (message: WorkerMessage) => void
  onCommand(listener: (command: unknown) => void): void
  onClose(listener: () => void): void
}

/** What Electron's utility process gives as `process.parentPort`. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
}

function isUtilityPort(value: unknown): value is UtilityPort {
  return (
    typeof value === 'object' &&
    value !== null &&
    'postMessage' in value &&
    typeof value.postMessage === 'function' &&
    'on' in value &&
    typeof value.on === 'function'
  )
}

const utilityPort = (port: UtilityPort): ParentPort => ({
  send: (message) => {
    port.postMessage(message)
  },
  onCommand: (listener) =>
    port.on('message', (event) => {
      listener(event.data)
    }),
  onClose: (listener) => port.on('close', listener),
})

const forkPort = (): ParentPort => ({
  send: (message) => {
    // A parent that has just died cannot be told anything; its end is heard of by itself.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
  },
  onCommand: (listener) => process.on('message', listener),
  onClose: (listener) => process.on('disconnect', listener),
})

/** The port to the parent, or an error where this process was not started as a worker. */
export function openParentPort(): ParentPort {
  const candidate: unknown = Reflect.get(process, 'parentPort')
  if (isUtilityPort(candidate)) return utilityPort(candidate)
  if (process.send) return forkPort()
  throw new Error('A Spool worker is started by Spool: it needs a parent to talk to.')
}
