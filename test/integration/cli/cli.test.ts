import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../core/temporary.ts'

const program = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))

let home: string

beforeEach(async () => {
  home = await temporaryFolder()
})

interface Said {
  code: number
  stdout: string
  stderr: string
}

async function spool(...args: string[]): Promise<Said> {
  const env = { ...process.env, SPOOL_HOME: home }
  try {
    return {
      code: 0,
      ...(await promisify(execFile)(process.execPath, [program, ...args], { env })),
    }
  } catch (error) {
    return z.object({ code: z.number(), stdout: z.string(), stderr: z.string() }).parse(error)
  }
}

describe('settings', () => {
  it('are shown by name and changed one by one', async () => {
    expect((await spool('settings')).stdout).toMatch(/^concurrency\.download +3$/m)
    expect((await spool('settings', 'set', 'concurrency.download', '5')).stdout).toBe(
      'concurrency.download is 5 now.\n',
    )
    expect((await spool('settings', 'set', 'review.budgets.videos.insert', '7')).code).toBe(0)
    expect(
      JSON.parse((await spool('--json', 'settings', 'list', 'review.budgets')).stdout),
    ).toEqual({
      'review.budgets.videos.insert': 7,
      'review.budgets.search': 100,
      'review.budgets.other': 10_000,
    })
  })

  it('are refused with a sentence where they cannot be that, and stay as they are', async () => {
    const before = await spool('settings')
    for (const [name, value, sentence] of [
      ['nothing.such', '1', /There is no setting “nothing\.such”/],
      ['concurrency.download', '99', /concurrency\.download cannot be that/],
      ['preset', 'none-such', /There is no preset/],
      ['libraryFolder', 'here', /not the whole path/],
    ] as const) {
      const { code, stderr } = await spool('settings', 'set', name, value)
      expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)])
    }
    expect(await spool('settings')).toEqual(before)
  })
})

describe('jobs', () => {
  it('are shown with all that is known of them, and put first', async () => {
    const folder = join(home, 'drop')
    await mkdir(folder)
    for (const name of ['one', 'two']) await writeFile(join(folder, `${name}.mp4`), name)
    await spool('pause')
    await spool('add', join(folder, 'one.mp4'), join(folder, 'two.mp4'))
    const shown = await spool('show', '2')
    expect(shown.stdout).toMatch(/^Job 2: scrape of .*two\.mp4\nqueued, try 0 of 3, priority 0\n/)
    expect(shown.stdout).toMatch(/The queue is paused/)
    expect(shown.stdout).toMatch(/History\n {2}.+ {2}queued/)
    expect((await spool('top', '2')).stdout).toBe('1 job comes first now.\n')
    expect(await spool('show', '99')).toMatchObject({
      code: 1,
      stderr: 'There is no job 99. “spool list” shows them.\n',
    })
  })

  it('name a terminal nothing it could obey', async () => {
    const path = join(home, 'bad \u001b[31mname.mp4')
    await writeFile(path, 'x')
    await spool('pause')
    await spool('add', path)
    expect((await spool('show', '1')).stdout).not.toContain('\u001b')
  })
})

it('says its version, and its commands in groups', async () => {
  expect((await spool('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  const { stdout } = await spool('--help')
  const groups = [...stdout.matchAll(/^(\S.*):$/gm)].map(([, name]) => name)
  expect(groups).toEqual([
    'Options',
    'Sources and downloads',
    'Queue',
    'Transforms',
    'Publishing',
    'GitHub Actions',
    'Settings and upkeep',
    'Commands',
  ])
})
