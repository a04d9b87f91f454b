import { _electron, type ElectronApplication, type Page } from 'playwright'
import type { ElectronRuntime } from '../../../src/setup/runtime.ts'

export interface OpenApp {
  app: ElectronApplication
  page: Page
  /** What its processes of these types took of a processor since it began. */
  spent: (types: readonly ProcessType[]) => Promise<Spent>
}

/** As Electron names them: the main process, the page, the one that draws. */
export type ProcessType = 'Browser' | 'Tab' | 'GPU'

export interface Spent {
  seconds: number
  /** Since this was last asked. */
  wakeupsPerSecond: number
}

interface OpenOptions {
  runtime: ElectronRuntime
  /** The folder of the app. */
  folder: string
  env: Record<string, string>
  args?: string[]
}

/** Opens an app, does something with it and ends it. */
export async function withApp<T>(
  { runtime, folder, env, args = [] }: OpenOptions,
  use: (opened: OpenApp) => Promise<T>,
): Promise<T> {
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.args, ...args, folder],
    env: { ...inherited(), ...runtime.env, ...env },
  })
  const child = app.process()
  try {
    const page = await app.firstWindow()
    const spent = (types: readonly ProcessType[]): Promise<Spent> =>
      app.evaluate((electron, wanted: readonly string[]) => {
        const counted = electron.app.getAppMetrics().filter(({ type }) => wanted.includes(type))
        return {
          seconds: counted.reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0),
          wakeupsPerSecond: counted.reduce((sum, { cpu }) => sum + cpu.idleWakeupsPerSecond, 0),
        }
      }, types)
    return await use({ app, page, spent })
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
