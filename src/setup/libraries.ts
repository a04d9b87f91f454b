import { searchPath } from '../core/tools/index.ts'
import { canInstallPackages, installCommand, installPackages } from './debian.ts'
import { findElectron } from './electron.ts'
import type { Found, Missing, Part } from './part.ts'
import { run } from './run.ts'

/** What Electron loads from a Debian system, at start and later. */
const packages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libnotify4',
] as const

/** Names of the libraries that `ldd` could not find. */
export const missingLibraries = (lddOutput: string): string[] =>
  [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].flatMap((match) => match[1] ?? [])

async function check(): Promise<Found | Missing> {
  if (process.platform !== 'linux') {
    return { status: 'found', where: 'come with Electron' }
  }
  const electron = await findElectron()
  const remedy = `Run "${installCommand(packages)}".`
  if (electron === undefined) {
    return { status: 'missing', problem: 'Unknown until Electron is here.', remedy }
  }
  const [ldd] = await searchPath('ldd')
  if (ldd === undefined) {
    const problem = 'Unknown: there is no ldd to ask what Electron lacks.'
    return { status: 'missing', problem, remedy }
  }
  const missing = missingLibraries(await run(ldd, [electron.executable]))
  if (missing.length === 0) return { status: 'found', where: "the system's" }
  return { status: 'missing', problem: `Electron lacks ${missing.join(', ')}.`, remedy }
}

/** The system's libraries that Electron needs. */
export const libraries: Part = {
  name: 'libraries',
  check,
  async install(log) {
    if (await canInstallPackages()) await installPackages(packages, log)
  },
}
