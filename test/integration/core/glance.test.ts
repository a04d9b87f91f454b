import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { glance } from '../../../src/core/glance.ts'
import { openEngine } from '../../../src/core/index.ts'
import { databaseFile } from '../../../src/core/home.ts'
import { everything } from '../../../src/shared/query.ts'
import { temporaryFolder } from './temporary.ts'

it('shows the newest jobs as the list does, also while another has the database open', async () => {
  const home = await temporaryFolder()
  const engine = await openEngine({ home })
  const locations = Array.from({ length: 60 }, (_, n) => join(home, 'videos', String(n)))
  for (const location of locations) await mkdir(location, { recursive: true })
  await engine.addSources({ locations })
  expect(glance(home, undefined)?.jobs).toEqual(engine.lists.find(everything, null, 50).jobs)
  await engine.close()
  expect(glance(home, undefined)?.jobs).toHaveLength(50)
})

it('shows nothing where there is no database, or none that can be read', async () => {
  const home = await temporaryFolder()
  expect(glance(home, undefined)).toBeNull()
  await writeFile(databaseFile(home), 'no database')
  expect(glance(home, undefined)).toBeNull()
})
