import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { engineOn } from '../core/engine.ts'
import { legIds, withLegs } from './review.ts'

const program = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))

it('is reviewed and scheduled from the command line', async () => {
  const { home, engine, sourceId } = await withLegs(['one'])
  await engine.close()
  engine.closed = true
  const spool = async (...args: string[]) => {
    const env = { ...process.env, SPOOL_HOME: home, TZ: 'Europe/Berlin' }
    const run = await promisify(execFile)(process.execPath, [program, ...args], { env })
    return run.stdout
  }
  const list = async (...args: string[]) =>
    z
      .array(z.looseObject({ id: z.number(), metadata: z.looseObject({ title: z.string() }) }))
      .parse(JSON.parse(await spool('--json', 'review', 'list', ...args)))

  const [leg] = await list()
  const id = String(leg?.id)
  await spool('review', 'edit', id, '--title', 'From the shell', '--tags', 'a, b')
  expect((await list())[0]?.metadata).toMatchObject({ title: 'From the shell', tags: ['a', 'b'] })
  expect(await spool('review', 'rights', String(sourceId), 'mine')).toMatch(/mine/)
  expect(await spool('schedule', 'rule', '--per-day', '2', '--zone', 'Europe/Berlin')).toMatch(
    /09:00, 21:00/,
  )
  expect(await spool('review', 'approve', '--all', '--slot')).toMatch(/goes out/)
  expect(await list()).toEqual([])
  expect(await list('--approved')).toHaveLength(1)
  expect(await spool('schedule')).toMatch(/From|one/)
  expect(await spool('schedule', 'move', id, '23:59')).toMatch(/goes out/)
  expect(await spool('review', 'undo', id)).toMatch(/1 job/)
  expect(await spool('review', 'send-back', id, '--preset', 'vertical-blur')).toMatch(/1 rendition/)
  expect(await spool('quota')).toMatch(/videos\.insert .*0 of 100/)
  await expect(spool('review', 'approve', id)).rejects.toThrow()

  const again = await engineOn(home)
  expect(legIds(again)).toEqual([])
}, 180_000)
