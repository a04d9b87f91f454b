import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { electronVite, ensureBuilt } from '../../../src/setup/build.ts'
import { toStderr } from '../../../src/setup/ensure.ts'
import { projectFolder } from '../../../src/setup/project.ts'

/** Spool as it is built, but with workers that only talk. @returns the folder of the app */
export async function buildTalkingSpool(folder: string): Promise<string> {
  await ensureBuilt(toStderr)
  const app = join(folder, 'spool')
  await mkdir(app, { recursive: true })
  for (const part of ['out', 'package.json']) {
    await cp(join(projectFolder, part), join(app, part), { recursive: true })
  }
  for (const part of ['node_modules', 'resources']) {
    await symlink(join(projectFolder, part), join(app, part), 'junction')
  }
  await bundle(app, '../queue/chatty-worker.ts', 'worker.js')
  return app
}

/** The same, but it hides its window by itself; see `hiding.ts`. */
export async function buildHidingSpool(folder: string): Promise<string> {
  const app = await buildTalkingSpool(join(folder, 'hiding'))
  await bundle(app, 'hiding.ts', 'hiding.js')
  await appendFile(join(app, 'out', 'main', 'index.js'), "\nimport './hiding.js'\n")
  return app
}

/** Puts one of the bench's own programs beside Spool's. */
async function bundle(app: string, source: string, name: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, source),
      outDir: join(app, 'out', 'main'),
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { external: 'electron', output: { entryFileNames: name } },
    },
  })
}

/** What electron-vite begins a project with, built. @returns the folder of the app */
export async function buildEmptyApp(folder: string): Promise<string> {
  const app = join(folder, 'empty')
  await cp(join(import.meta.dirname, 'empty'), app, { recursive: true })
  await symlink(join(projectFolder, 'node_modules'), join(app, 'node_modules'), 'junction')
  await promisify(execFile)(process.execPath, [electronVite, 'build'], { cwd: app })
  return app
}
