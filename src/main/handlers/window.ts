import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '../../core/index.ts'
import type { windowCalls } from '../../shared/calls/window.ts'
import type { Handlers } from '../answer.ts'
import { paths } from '../paths.ts'

/** More than so many are not named: nobody undoes that by mistake. */
const undoable = 50_000

export const windowHandlers = (engine: Engine): Pick<Handlers, keyof typeof windowCalls> => ({
  'queue.find': ({ query, cursor, limit }) => engine.lists.find(query, cursor, limit),
  'queue.act': async ({ query, action }) => {
    const ids = await engine.lists.act(query, action)
    return { changed: ids.length, ids: ids.length > undoable ? [] : ids }
  },
  'job.move': ({ ids, beside }) => ({ changed: engine.lists.putBeside(ids, beside).length }),
  'job.waits': ({ ids }) => engine.lists.waits(ids),
  'sample.add': async () => engine.addSources({ locations: [await unpackSample(engine)] }),
  'palette.find': ({ text }) => engine.lists.named(text),
  'dashboard.get': () => engine.dashboard(),
  'video.get': ({ id }) => engine.videos.get(id),
  'job.top': ({ ids }) => ({ changed: engine.lists.top(ids).length }),
})

/** Out of the packed app, where no other program can read. @returns where it is now */
async function unpackSample(engine: Engine): Promise<string> {
  const name = 'Spool sample.mp4'
  const folder = join(engine.settings().libraryFolder, 'Samples')
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  await copyFile(join(paths.resources, 'sample', name), path)
  return path
}
