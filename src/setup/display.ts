import { searchPath } from '../core/tools/index.ts'
import { canInstallPackages, installCommand, installPackages } from './debian.ts'
import type { Found, Missing, Part } from './part.ts'

const packages = ['xvfb', 'xauth'] as const

/** Whether a window can be shown right now. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  if (platform !== 'linux') return true
  return Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY)
}

export const noDisplaySentence =
  'There is no display here, so the window cannot open: run "npm run demo" to see Spool work without one, or "xvfb-run -a npm start" to open it on a virtual display.'

/** A command as it must be run to have a display: as it is, or on a virtual one. */
export const withDisplay = (command: readonly [string, ...string[]]): [string, ...string[]] =>
  hasDisplay() ? [...command] : ['xvfb-run', '-a', ...command]

async function check(): Promise<Found | Missing> {
  if (hasDisplay()) {
    const where = process.env.WAYLAND_DISPLAY ?? process.env.DISPLAY ?? process.platform
    return { status: 'found', where }
  }
  const [virtual] = await searchPath('xvfb-run')
  const [authority] = await searchPath('xauth')
  if (virtual !== undefined && authority !== undefined) {
    return { status: 'found', where: virtual, note: 'a virtual display' }
  }
  return {
    status: 'missing',
    problem: 'There is no display, not even a virtual one.',
    remedy: `Run "${installCommand(packages)}".`,
  }
}

export const display: Part = {
  name: 'display',
  check,
  async install(log) {
    if (await canInstallPackages()) await installPackages(packages, log)
  },
}
