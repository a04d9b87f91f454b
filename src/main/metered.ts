import type { EventEmitter } from 'node:events'
import type { Message } from '@jellybrick/dbus-next'
import { z } from 'zod'
import type { Log } from './log.ts'

const manager = 'org.freedesktop.NetworkManager'
const path = '/org/freedesktop/NetworkManager'
const properties = 'org.freedesktop.DBus.Properties'

/** Yes, and probably yes. */
const meteredValues: readonly unknown[] = [1, 3]
/** Whoever does not answer within this tells nothing. */
const patienceMs = 1_000

const gotSchema = z.tuple([z.object({ value: z.number() })])
const changedSchema = z.tuple([
  z.literal(manager),
  z.object({ Metered: z.object({ value: z.number() }) }),
  z.unknown(),
])

export type IsMetered = () => boolean

/**
 * Follows whether the connection to the internet costs by what goes over it, as NetworkManager
 * tells: it is asked once, and says itself when that changes.
 *
 * @returns null where the system does not tell
 */
export async function followMetered(onChange: () => void, log: Log): Promise<IsMetered | null> {
  if (process.platform !== 'linux') return null
  // Loaded where it is of use.
  const { systemBus, Message: BusMessage } = await import('@jellybrick/dbus-next')
  const bus = systemBus()
  let metered = false
  const take = (value: number): void => {
    const before = metered
    metered = meteredValues.includes(value)
    if (metered !== before) onChange()
  }
  bus.on('message', ({ path: from, member, body }: Message) => {
    if (from !== path || member !== 'PropertiesChanged') return
    const changed = changedSchema.safeParse(body)
    if (changed.success) take(changed.data[1].Metered.value)
  })
  const ask = (destination: string, at: string, face: string, member: string, body: string[]) =>
    bus.call(
      new BusMessage({
        ...{ destination, path: at, interface: face, member },
        ...{ signature: 's'.repeat(body.length), body },
      }),
    )
  const begin = async (): Promise<void> => {
    const wanted = `type='signal',sender='${manager}',path='${path}',interface='${properties}'`
    const bureau = 'org.freedesktop.DBus'
    await ask(bureau, '/org/freedesktop/DBus', bureau, 'AddMatch', [wanted])
    const got = await ask(manager, path, properties, 'Get', [manager, 'Metered'])
    take(gotSchema.parse(got?.body)[0].value)
  }
  try {
    await Promise.race([begin(), endOf(bus), silence()])
  } catch (error) {
    log(`nobody tells whether the connection is metered: ${String(error)}`)
    bus.disconnect()
    return null
  }
  endOf(bus).catch(() => {
    take(0)
  })
  return () => metered
}

/** Fails when the bus is lost, or was never there. */
const endOf = (bus: EventEmitter): Promise<never> =>
  new Promise((_resolve, reject) => {
    bus.on('error', reject)
  })

const silence = (): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => {
      reject(new Error('no answer'))
    }, patienceMs).unref()
  })
