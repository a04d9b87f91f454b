import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Tells the engines on one database that another process wrote to it. A ring carries no data: who
 * hears it reads the database again, and nobody has to poll.
 */
export interface Doorbell {
  close(): Promise<void>
}

function address(home: string, pid: number): string {
  const place = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const name = `spool-${place}-${String(pid)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/** Listens for this process, which is known by its pid. */
export async function listenForRings(home: string, onRing: () => void): Promise<Doorbell> {
  const path = address(home, process.pid)
  // What stands there is of an ended process that had our pid.
  if (process.platform !== 'win32') rmSync(path, { force: true })
  const server: Server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end()
    onRing()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  server.unref()
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}

/** Rings at the other engines when this one has written, at most four times a second. */
export class Bell {
  readonly #home: string
  readonly #others: () => number[]
  #timer: NodeJS.Timeout | undefined

  /** @param others the pids of the other engines on this database */
  constructor(home: string, others: () => number[]) {
    this.#home = home
    this.#others = others
  }

  changed(): void {
    this.#timer ??= setTimeout(() => void this.flush(), 250).unref()
  }

  /** Rings at once if something is still to be told. */
  async flush(): Promise<void> {
    if (!this.#timer) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    await Promise.all(this.#others().map((pid) => ring(this.#home, pid)))
  }
}

/** A process that is not there hears nothing, and need not. */
const ring = (home: string, pid: number): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(address(home, pid))
    socket.once('close', () => {
      resolve()
    })
    socket.on('error', () => socket.destroy())
    socket.resume()
  })
