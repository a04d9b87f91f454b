import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installFolder, withSetupLock } from '../../../src/setup/cache.ts'
import { useTemporaryCache } from './temporary-cache.ts'

const cache = useTemporaryCache()

const filledWith = (content: string) => async (workFolder: string) => {
  const finished = join(workFolder, 'finished')
  await mkdir(finished)
  await writeFile(join(finished, 'file'), content)
  return finished
}

const unfinished = (): Promise<string[]> => readdir(join(cache(), 'unfinished'))

test('a folder appears complete, and its work folder is gone', async () => {
  const target = join(cache(), 'parts', 'one')

  await installFolder(target, filledWith('content'))

  expect(await readFile(join(target, 'file'), 'utf8')).toBe('content')
  expect(await unfinished()).toEqual([])
})

test('work that fails leaves nothing behind', async () => {
  const target = join(cache(), 'one')

  const installing = installFolder(target, async (workFolder) => {
    await writeFile(join(workFolder, 'half'), 'half')
    throw new Error('broken off')
  })

  await expect(installing).rejects.toThrow('broken off')
  expect(await unfinished()).toEqual([])
  expect(await readdir(cache())).toEqual(['unfinished'])
})

test('of two that install the same folder at once, one result stays and neither fails', async () => {
  const target = join(cache(), 'one')

  await Promise.all([
    installFolder(target, filledWith('a')),
    installFolder(target, filledWith('b')),
  ])

  expect(await readFile(join(target, 'file'), 'utf8')).toMatch(/^[ab]$/)
  expect(await unfinished()).toEqual([])
})

test('two set-ups work one after the other', async () => {
  const events: string[] = []
  const lines: string[] = []
  const setUp = (name: string): Promise<void> =>
    withSetupLock(
      (line) => lines.push(line),
      async () => {
        events.push(`${name} starts`)
        await readdir(cache())
        events.push(`${name} ends`)
      },
    )

  await Promise.all([setUp('a'), setUp('b')])

  const [first, second] = events[0] === 'a starts' ? ['a', 'b'] : ['b', 'a']
  expect(events).toEqual([`${first} starts`, `${first} ends`, `${second} starts`, `${second} ends`])
  expect(lines).toEqual(['Another set-up is at work; waiting for it.'])
})

test('what a killed set-up left behind neither blocks the next one nor stays', async () => {
  const lock = join(cache(), 'setup.lock')
  await writeFile(lock, '')
  const anHourAgo = new Date(Date.now() - 3_600_000)
  await utimes(lock, anHourAgo, anHourAgo)
  await mkdir(join(cache(), 'unfinished', 'work-abc'), { recursive: true })

  await withSetupLock(
    () => undefined,
    () => Promise.resolve(),
  )

  expect(await readdir(cache())).toEqual([])
})
