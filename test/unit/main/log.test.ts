import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLog } from '../../../src/main/log.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-log-'))
  path = join(folder, 'logs', 'main.log')
})
afterEach(() => rm(folder, { recursive: true }))

describe('the log', () => {
  it('keeps what was written, also by an earlier run', async () => {
    openLog(path)('first')
    openLog(path)('second\n')
    expect((await readFile(path, 'utf8')).split('\n')).toEqual([
      expect.stringMatching(/Z first$/),
      expect.stringMatching(/Z second$/),
      '',
    ])
  })

  it('never grows beyond two files of one megabyte', async () => {
    const log = openLog(path)
    const entry = 'é'.repeat(50_000)
    for (let n = 0; n < 60; n += 1) log(entry)
    expect((await readdir(join(folder, 'logs'))).sort()).toEqual(['main.log', 'main.log.1'])
    expect((await stat(path)).size).toBeLessThanOrEqual(1_000_000)
    expect((await stat(`${path}.1`)).size).toBeLessThanOrEqual(1_000_000)
  })
})
