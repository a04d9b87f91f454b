import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  forgetFailure,
  officialVersion,
  recentFailure,
} from '../../../src/setup/electron-official.ts'
import { useTemporaryCache } from './temporary-cache.ts'

const cache = useTemporaryCache()
const hour = 3_600_000

async function failedAt(at: number): Promise<void> {
  const folder = join(cache(), 'electron')
  await mkdir(folder)
  const file = join(folder, `${await officialVersion()}-failure.json`)
  await writeFile(file, JSON.stringify({ at, reason: 'no network' }))
}

test('a download that failed within the last day is remembered with its reason', async () => {
  await failedAt(Date.now() - 23 * hour)
  expect(await recentFailure()).toMatchObject({ reason: 'no network' })
})

test('after a day it is tried again', async () => {
  await failedAt(Date.now() - 25 * hour)
  expect(await recentFailure()).toBeUndefined()
})

test('it is tried again at once when that is asked for', async () => {
  await failedAt(Date.now())
  await forgetFailure()
  expect(await recentFailure()).toBeUndefined()
})
