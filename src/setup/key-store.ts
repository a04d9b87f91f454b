import { searchPath } from '../core/tools/index.ts'
import { canInstallPackages, installCommand, installPackages } from './debian.ts'
import type { Found, Missing, Part } from './part.ts'

const packages = ['gnome-keyring', 'dbus'] as const

/** What keeps sign-ins and keys; the tests start one of their own. */
async function check(): Promise<Found | Missing> {
  if (process.platform !== 'linux') return { status: 'found', where: "the system's" }
  const [keys] = await searchPath('gnome-keyring-daemon')
  const [bus] = await searchPath('dbus-daemon')
  if (keys !== undefined && bus !== undefined) return { status: 'found', where: keys }
  return {
    status: 'missing',
    problem: 'There is no key store of which the tests could start one.',
    remedy: `Run "${installCommand(packages)}".`,
  }
}

export const keyStore: Part = {
  name: 'key-store',
  check,
  async install(log) {
    if (await canInstallPackages()) await installPackages(packages, log)
  },
}
