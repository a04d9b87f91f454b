import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { cacheDirectory } from '../core/tools/index.ts'
import { SpoolError, systemCode } from '../shared/errors.ts'
import { exists } from './cache.ts'
import type { Log } from './part.ts'
import { packageFolder, packageVersion } from './project.ts'
import { run, withProgress } from './run.ts'

const downloadLimitMs = 5 * 60_000
const failureIsRememberedMs = 24 * 60 * 60_000

const packagePath = packageFolder('electron')

/** The version package.json asks for: the one users get. */
export const officialVersion = (): Promise<string> => packageVersion(packagePath)

/** The official executable, if Electron's own installer has brought it. */
export async function findOfficial(): Promise<string | undefined> {
  const distribution = join(packagePath, 'dist')
  const version = await readText(join(distribution, 'version'))
  const executable = await readText(join(packagePath, 'path.txt'))
  if (version?.replace(/^v/, '').trim() !== (await officialVersion())) return undefined
  if (executable === undefined) return undefined
  const path = join(distribution, executable)
  return (await exists(path)) ? path : undefined
}

/** Lets Electron's own installer download and check the official binary. */
export async function installOfficial(log: Log): Promise<void> {
  const label = `Downloading Electron ${await officialVersion()}`
  const installer = join(packagePath, 'install.js')
  try {
    await withProgress(label, log, () =>
      run(process.execPath, [installer], { timeoutMs: downloadLimitMs }),
    )
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error
    const told = error.details.stderr?.find((line) => line.includes('Error: '))
    const reason = told?.replace(/^.*Error: /, '') ?? error.message
    await rememberFailure(reason)
    throw new SpoolError(
      'tool',
      `${label} failed (${reason}). Connect to the internet, then try again.`,
      { details: error.details, cause: error },
    )
  }
}

const failureSchema = z.object({ at: z.number(), reason: z.string() })
const failureText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      // Cut short by an interrupted run: as good as none.
      context.addIssue({ code: 'custom', message: 'not JSON' })
      return z.NEVER
    }
  })
  .pipe(failureSchema)
export type DownloadFailure = z.infer<typeof failureSchema>

async function failureFile(): Promise<string> {
  return join(cacheDirectory(), 'electron', `${await officialVersion()}-failure.json`)
}

/** The last failed download, for a day: it is not tried again at every start. */
export async function recentFailure(): Promise<DownloadFailure | undefined> {
  const text = await readText(await failureFile())
  if (text === undefined) return undefined
  const failure = failureText.safeParse(text)
  if (!failure.success || Date.now() - failure.data.at > failureIsRememberedMs) return undefined
  return failure.data
}

async function rememberFailure(reason: string): Promise<void> {
  const file = await failureFile()
  await mkdir(dirname(file), { recursive: true })
  const failure: DownloadFailure = { at: Date.now(), reason }
  await writeFile(file, JSON.stringify(failure))
}

/** Makes the next set-up try the official download again. */
export async function forgetFailure(): Promise<void> {
  await rm(await failureFile(), { force: true })
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}
