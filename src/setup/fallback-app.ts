// What the fallback Electron runs first: like Electron's own default app it opens the app whose
// folder is the first argument that is no flag.
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

interface Manifest {
  name: string
  productName?: string
  version: string
  main: string
}

function isManifest(value: unknown): value is Manifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'version' in value &&
    typeof value.version === 'string' &&
    'main' in value &&
    typeof value.main === 'string'
  )
}

/** What Electron gives its own default app only. */
interface HostApp {
  setAppPath(path: string): void
  setVersion(version: string): void
}

const isHostApp = (value: object): value is HostApp =>
  'setAppPath' in value && 'setVersion' in value

async function open(folder: string): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  if (!isManifest(manifest)) throw new Error(`${folder} holds no app.`)
  if (!isHostApp(app)) throw new Error('This Electron cannot host an app.')
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  app.setAppPath(folder)
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version)
  await import(pathToFileURL(join(folder, manifest.main)).href)
}

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (folder === undefined) {
  process.stderr.write('Name the folder of the app to open.\n')
  process.exit(1)
}
try {
  // Awaited here, so that the app is loaded before it becomes ready.
  await open(resolve(folder))
} catch (error) {
  process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`)
  process.exit(1)
}
