import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './app.ts'
import { longClip, shortClips } from './channel.ts'
import { project } from './paths.ts'
import { ffmpegIn } from './processes.ts'
import { dropFiles, rows } from './queue.ts'

const isVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })

/** Makes every question be answered with this button, and keeps what was asked. */
async function answerQuestions(app: ElectronApplication, button: number) {
  const asked = await app.evaluateHandle(({ dialog }, response) => {
    const messages: string[] = []
    dialog.showMessageBox = (...args: unknown[]) => {
      const options = args.at(-1)
      if (typeof options === 'object' && options !== null && 'message' in options) {
        messages.push(String(options.message))
      }
      return Promise.resolve({ response, checkboxChecked: false })
    }
    return messages
  }, button)
  return () => asked.jsonValue()
}

test('the tray follows the queue, and pauses and resumes it', async ({ launch }) => {
  const { app, page, call } = await launch({ tray: true })
  // Electron lists no trays: the menu is caught when it is next set.
  const menu = await app.evaluateHandle(({ Tray }) => {
    const caught: { items: Electron.MenuItem[] } = { items: [] }
    const set = Reflect.get(Tray.prototype, 'setContextMenu')
    Tray.prototype.setContextMenu = function (this: Electron.Tray, next) {
      caught.items = next?.items ?? []
      set.call(this, next)
    }
    return caught
  })
  const labels = () =>
    menu.evaluate(({ items }) => items.filter(({ enabled }) => enabled).map(({ label }) => label))
  const choose = (label: string) =>
    menu.evaluate(({ items }, wanted) => {
      items.find((item) => item.label === wanted)?.click()
    }, label)

  await call('queue.pause', { mode: 'finish' })
  await expect.poll(labels).toEqual(['', 'Freeze now', 'Resume', '', 'Open Spool', 'Quit'])
  await choose('Resume')
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await expect.poll(labels).toContain('Pause (finish current)')
  await choose('Freeze now')
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()

  await closeWindow(app)
  await expect.poll(() => isVisible(app)).toBe(false)
  await choose('Open Spool')
  await expect.poll(() => isVisible(app)).toBe(true)
})

test('with a tray, closing the window leaves the queue running', async ({ folder, launch }) => {
  const { app, page } = await launch({ tray: true })
  const clip = await longClip(folder, 'Goes on')
  await dropFiles(page, [clip])
  await expect(rows(page, { type: 'transform', status: 'processing' })).toBeVisible()
  await closeWindow(app)
  await expect.poll(() => isVisible(app)).toBe(false)
  await expect.poll(() => ffmpegIn(folder), { timeout: 40_000 }).toEqual([])
  await app.evaluate(({ app: electronApp }) => electronApp.emit('activate'))
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
})

test('without a tray, closing the window quits when there is nothing to do', async ({ launch }) => {
  const { app, ended } = await launch()
  await closeWindow(app)
  expect(await ended()).toBe(0)
})

test('without a tray, the window stays while there is work', async ({ folder, launch }) => {
  const { app, page } = await launch()
  await dropFiles(page, [await longClip(folder, 'Not yet')])
  await expect(rows(page, { type: 'transform', status: 'processing' })).toBeVisible()
  await closeWindow(app)
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
})

test('quitting asks while jobs run, and stopped jobs go on at the next start', async ({
  folder,
  launch,
}) => {
  const first = await launch()
  await dropFiles(first.page, [await longClip(folder, 'Stopped')])
  await expect.poll(() => ffmpegIn(folder)).toHaveLength(1)
  const quit = () =>
    first.app.evaluate(({ app }) => {
      app.quit()
    })

  const asked = await answerQuestions(first.app, 0)
  await quit()
  await expect
    .poll(asked)
    .toEqual(['1 job is running. Stop it and quit? It starts again next time.'])
  await expect(rows(first.page, { type: 'transform', status: 'processing' })).toBeVisible()

  await answerQuestions(first.app, 1)
  await quit()
  expect(await first.ended()).toBe(0)
  expect(await ffmpegIn(folder)).toEqual([])

  const second = await launch()
  await expect(rows(second.page, { type: 'publish', status: 'completed' })).toHaveCount(1)
  const { jobs } = await second.call('queue.page', { filter: 'all', cursor: null, limit: 10 })
  // Stopping in order costs a job none of its tries.
  expect(jobs.find(({ type }) => type === 'transform')?.attempts).toBe(1)
})

test('a second start hands its files to the first and ends', async ({
  folder,
  command,
  launch,
}) => {
  const { app, page } = await launch({ tray: true })
  const [clip = ''] = await shortClips(folder, ['Handed over'])
  await closeWindow(app)
  await expect.poll(() => isVisible(app)).toBe(false)
  await promisify(execFile)(command.executable, [...command.args, clip], { env: command.env })
  await expect.poll(() => isVisible(app)).toBe(true)
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
})

test('files named at the start are added', async ({ folder, launch }) => {
  const clips = await shortClips(folder, ['Named'])
  const { page } = await launch({ operands: clips })
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
})

test('what the command line adds is worked on by the open app', async ({
  folder,
  command,
  launch,
}) => {
  const { page } = await launch()
  const [clip = ''] = await shortClips(folder, ['Typed'])
  const cli = join(project, 'src', 'cli', 'index.ts')
  await promisify(execFile)(process.execPath, [cli, 'add', clip], {
    env: command.env,
  })
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
})

test('killed in the middle, it recovers at the next start and leaves no FFmpeg', async ({
  folder,
  launch,
}) => {
  const first = await launch()
  await dropFiles(first.page, [await longClip(folder, 'Interrupted')])
  // A download runs FFmpeg as well, for its picture.
  await expect(rows(first.page, { type: 'transform', status: 'processing' })).toBeVisible()
  await expect.poll(() => ffmpegIn(folder)).toHaveLength(1)
  const [orphan] = await ffmpegIn(folder)
  await first.stop('SIGKILL')

  const second = await launch()
  await expect(rows(second.page, { type: 'publish', status: 'completed' })).toHaveCount(1)
  await second.picture('recovered')
  const left = await ffmpegIn(folder)
  expect(left).toEqual([])
  expect(left.map(({ pid }) => pid)).not.toContain(orphan?.pid)
  const { jobs } = await second.call('queue.page', { filter: 'all', cursor: null, limit: 10 })
  expect(jobs.find(({ type }) => type === 'transform')?.attempts).toBe(2)
})

test('told to end while it opens its data, it ends and says nothing', async ({
  folder,
  command,
}) => {
  const child = spawn(command.executable, command.args, { env: command.env })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const database = join(folder, 'data', 'spool.db')
  await expect.poll(() => existsSync(database), { intervals: [2] }).toBe(true)
  child.kill('SIGTERM')
  await expect.poll(() => child.exitCode, 'it ends').toBe(0)
  expect(said).not.toContain('went wrong')
})

test('a database that is none is said in one sentence, and left as it is', async ({
  folder,
  command,
}) => {
  const data = join(folder, 'data')
  await mkdir(data)
  await writeFile(join(data, 'spool.db'), 'This is no database. '.repeat(1_000))
  const child = spawn(command.executable, command.args, { env: command.env })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await expect.poll(() => said).toContain('It was left as it is')
  child.kill('SIGKILL')
})
