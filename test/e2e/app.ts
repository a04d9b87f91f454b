import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { _electron, expect, test as base } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { electronRuntime } from '../../src/setup/runtime.ts'
import { z } from 'zod'
import { calls, replyFailureSchema } from '../../src/shared/contract.ts'
import type { CallInput, CallName, CallOutput } from '../../src/shared/contract.ts'
import { project, results } from './paths.ts'

export { expect } from '@playwright/test'

export interface Spool {
  readonly app: ElectronApplication
  readonly page: Page
  /** Makes a call as the page would; its value, or an error with its sentence. */
  readonly call: <K extends CallName>(name: K, input: CallInput<K>) => Promise<CallOutput<K>>
  /** Writes a picture of the window as it is. */
  readonly picture: (name: string) => Promise<void>
  /** Sends a signal to the app and waits for its end; without one it is told to stop in order. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>
  /** Waits for the end of the app; its exit code, null where a signal ended it. */
  readonly ended: () => Promise<number | null>
}

interface LaunchOptions {
  /** Sources named on the command line. */
  operands?: string[]
  /** Whether the desktop shows tray icons. */
  tray?: boolean
}

interface Fixtures {
  /** A folder of this test alone; the app's data lies in `data` below it. */
  folder: string
  /** How the app is started in this test. */
  command: { executable: string; args: string[]; env: Record<string, string> }
  launch: (options?: LaunchOptions) => Promise<Spool>
}

export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'spool-e2e-'))
    await use(folder)
    // What was ended there may not be done writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  },

  command: async ({ folder }, use) => {
    const runtime = await electronRuntime()
    await use({
      executable: runtime.executable,
      args: [...runtime.args, project],
      env: {
        ...inherited(),
        ...runtime.env,
        SPOOL_HOME: join(folder, 'data'),
        // The servers of the tests are on this machine.
        SPOOL_LOCAL_HOSTS: '127.0.0.1,localhost',
      },
    })
  },

  launch: async ({ folder, command }, use, testInfo) => {
    const launched: Spool[] = []
    const problems: string[] = []
    await use(async ({ operands = [], tray = false } = {}) => {
      const app = await _electron.launch({
        executablePath: command.executable,
        args: [...command.args, ...operands],
        env: tray ? await withTray(command.env, folder) : command.env,
      })
      const page = await app.firstWindow()
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(message.text())
      })
      await page.getByRole('heading', { name: 'Spool', level: 1 }).waitFor()
      const spool = describe(app, page)
      launched.push(spool)
      return spool
    })
    if (testInfo.status !== testInfo.expectedStatus) {
      const path = testInfo.outputPath('failed.png')
      await launched.findLast(({ page }) => !page.isClosed())?.page.screenshot({ path })
    }
    for (const spool of launched) await spool.stop()
    expect(problems, 'errors and broken policies of the page').toEqual([])
  },
})

const outputs: { [K in CallName]: { output: z.ZodType<CallOutput<K>> } } = calls
const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: replyFailureSchema }),
])

/** Makes any call at all, also one the types do not allow; the answer is as it came. */
export const callAnything = (page: Page, name: string, input?: unknown): Promise<unknown> =>
  page.evaluate(
    ([anyName, anyInput]) => {
      const call: unknown = Reflect.get(window.spool, 'call')
      if (typeof call !== 'function') throw new Error('The page has no bridge.')
      const answer: unknown = Reflect.apply(call, undefined, [anyName, anyInput])
      return answer
    },
    [name, input] as const,
  )

/** Waits until nothing moves that will come to rest: fades, slides, a change of colours. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((animation) => animation.effect?.getComputedTiming().endTime === Infinity),
  )
}

function describe(app: ElectronApplication, page: Page): Spool {
  // Playwright forgets the process with its end.
  const child = app.process()
  const ended = async () => {
    await expect.poll(() => child.exitCode ?? child.signalCode, 'the app ends').not.toBeNull()
    return child.exitCode
  }
  return {
    app,
    page,
    async call(name, input) {
      const reply = replySchema.parse(await callAnything(page, name, input))
      if (!reply.ok) throw new Error(reply.failure.message)
      return outputs[name].output.parse(reply.value)
    },
    async picture(name) {
      await settled(page)
      await page.screenshot({ path: join(results, 'screenshots', `${name}.png`) })
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await ended()
    },
    ended,
  }
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )

/** A desktop that shows tray icons is one where the session bus says so. */
async function withTray(env: Record<string, string>, folder: string) {
  const programs = join(folder, 'desktop')
  const answer = join(programs, 'dbus-send')
  if (!existsSync(answer)) {
    await mkdir(programs)
    await writeFile(answer, '#!/bin/sh\necho "   boolean true"\n')
    await chmod(answer, 0o755)
  }
  return { ...env, PATH: `${programs}${delimiter}${env.PATH ?? ''}` }
}
