import { cp, mkdir, realpath, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheDirectory, searchPath } from '../core/tools/index.ts'
import { SpoolError } from '../shared/errors.ts'
import { exists, installFolder } from './cache.ts'
import { canInstallPackages, installCommand, installPackages } from './debian.ts'
import { fallbackNodeApi } from './electron-fallback.ts'
import { findElectron } from './electron.ts'
import { outsideNodeModules } from './npm-package.ts'
import type { Found, Log, Missing, Part } from './part.ts'
import { packageFolder, packageVersion } from './project.ts'
import { run, withProgress } from './run.ts'

const packagePath = packageFolder('better-sqlite3')

/** The binding built for the fallback Electron; the official one takes what the package brings. */
async function builtBinding(): Promise<string> {
  const version = await packageVersion(packagePath)
  const target = `${version}-napi${String(fallbackNodeApi)}-${process.platform}-${process.arch}`
  return join(cacheDirectory(), 'sqlite', target, 'better_sqlite3.node')
}

/** The binding Electron must be told to load; none where the package's own does. */
export async function findBinding(): Promise<string | undefined> {
  const electron = await findElectron()
  return electron?.kind === 'fallback' ? await builtBinding() : undefined
}

async function check(): Promise<Found | Missing> {
  const version = await packageVersion(packagePath)
  const binding = await findBinding()
  if (binding === undefined) return { status: 'found', version, where: packagePath }
  if (await exists(binding)) return { status: 'found', version, where: binding }
  return {
    status: 'missing',
    problem: `better-sqlite3 ${version} is not built for this Electron.`,
    remedy: `Install a C++ compiler ("${installCommand(compilers)}"), then run "npm start".`,
  }
}

const compilers = ['g++', 'make', 'python3'] as const

async function install(log: Log): Promise<void> {
  await ensureCompilers(log)
  const binding = await builtBinding()
  await installFolder(dirname(binding), (workFolder) =>
    withProgress('Building better-sqlite3 (up to a minute)', log, () => build(workFolder)),
  )
}

async function ensureCompilers(log: Log): Promise<void> {
  const missing: string[] = []
  for (const name of compilers) {
    if ((await searchPath(name)).length === 0) missing.push(name)
  }
  if (missing.length === 0) return
  if (!(await canInstallPackages())) {
    throw new SpoolError(
      'tool',
      `better-sqlite3 must be built here, but ${missing.join(', ')} is missing. Run "${installCommand(missing)}", then try again.`,
    )
  }
  await installPackages(missing, log)
}

/** Builds a copy: a build inside the package would hide the prebuilt binding Node needs. */
async function build(workFolder: string): Promise<string> {
  const source = join(workFolder, 'better-sqlite3')
  for (const part of ['binding.gyp', 'package.json', 'lib', 'src', 'deps']) {
    await cp(join(packagePath, part), join(source, part), { recursive: true })
  }
  await cp(
    packageFolder('node-addon-api', packagePath),
    join(workFolder, 'node_modules', 'node-addon-api'),
    { recursive: true },
  )
  const nodeGyp = join(packageFolder('node-gyp'), 'bin', 'node-gyp.js')
  const headers = await nodeHeaders()
  const rebuild = ['rebuild', '--release', '--force_build=1', '--jobs=max']
  const nodedir = headers === undefined ? [] : [`--nodedir=${headers}`]
  await run(process.execPath, [nodeGyp, ...rebuild, ...nodedir], {
    cwd: source,
    env: {
      // Built for development only: half the time is worth more than the last bit of speed.
      CFLAGS: '-O1',
      // The package asks for Node-API 10; what it uses of it, older runtimes have as experimental.
      CXXFLAGS:
        '-O1 -fno-lto -UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    },
  })
  const finished = join(workFolder, 'finished')
  await mkdir(finished)
  await rename(
    join(source, 'build', 'Release', 'better_sqlite3.node'),
    join(finished, 'better_sqlite3.node'),
  )
  return finished
}

/** The prefix of a Node that came with its headers, so that none must be downloaded. */
async function nodeHeaders(): Promise<string | undefined> {
  const running = process.env.npm_node_execpath
  const nodes = [...(running === undefined ? [] : [running]), ...(await searchPath('node'))]
  for (const node of outsideNodeModules(nodes)) {
    const prefix = dirname(dirname(await realpath(node)))
    if (await exists(join(prefix, 'include', 'node', 'node_api.h'))) return prefix
  }
  return undefined
}

export const sqlite: Part = { name: 'sqlite', check, install }
