import { join } from 'node:path'
import { afterAll } from 'vitest'
import { deliverySchema } from '../../../src/shared/delivery.ts'
import { folderTargetSchema, type FolderTarget } from '../../../src/shared/destination.ts'
import { proposedMetadata } from '../../../src/shared/proposal.ts'
import { templateFactsSchema, type TemplateFacts } from '../../../src/shared/template.ts'
import { defaultPresetId, type Preset } from '../../../src/shared/preset.ts'
import { defaultEncoding, type EncodingSettings } from '../../../src/shared/settings/encoding.ts'
import { builtIn } from '../../fixtures/media.ts'
import { filesIn, TestJob, TestWorker } from '../../fixtures/worker.ts'
import { temporaryFolder } from '../core/temporary.ts'

let shared: TestWorker | undefined
afterAll(() => {
  shared?.process.kill('SIGKILL')
})

/** A folder with all that a job needs, and a job in a worker that runs one after the other. */
export interface Place {
  home: string
  job: TestJob
  library: string
  published: string
}

interface PlaceOptions {
  home?: string
  /** A worker of its own, for what could harm others. */
  worker?: TestWorker
}

export async function newPlace({ home, worker }: PlaceOptions = {}): Promise<Place> {
  const folder = home ?? (await temporaryFolder())
  return {
    home: folder,
    job: new TestJob(folder, worker ?? (shared ??= new TestWorker())),
    library: join(folder, 'Library'),
    published: join(folder, 'Published'),
  }
}

/** Nothing of the job is left but what it made: no unfinished file, no process. */
export async function leftBy({ job, library, published }: Place) {
  return {
    work: await filesIn(job.workFolder),
    library: await filesIn(library),
    published: await filesIn(published),
  }
}

export const nothing = { work: [], library: [], published: [] }

export const scrape = ({ job }: Place, location: string): Promise<TestJob> =>
  job.begin({ type: 'scrape', location })

export const download = (
  { job, library }: Place,
  location: string,
  title = 'A clip',
): Promise<TestJob> => job.begin({ type: 'download', location, title, targetFolder: library })

interface TransformOptions {
  title?: string
  preset?: string | Preset
  encoding?: Partial<EncodingSettings>
}

export const transform = (
  { job, library }: Place,
  inputPath: string,
  { title = 'A clip', preset = defaultPresetId, encoding = {} }: TransformOptions = {},
): Promise<TestJob> =>
  job.begin({
    type: 'transform',
    inputPath,
    title,
    preset: typeof preset === 'string' ? builtIn(preset) : preset,
    targetFolder: library,
    encoding: { ...defaultEncoding, ...encoding },
  })

interface PublishOptions {
  title?: string
  facts?: Partial<TemplateFacts>
  folder?: Partial<FolderTarget>
  thumbnail?: string
}

export const publish = (
  { job, published }: Place,
  inputPath: string,
  { title = 'A clip', facts: known = {}, folder = {}, thumbnail }: PublishOptions = {},
): Promise<TestJob> => {
  const facts = templateFactsSchema.parse({ title, ...known })
  const destination = folderTargetSchema.parse({
    ...{ kind: 'folder', path: published, name: '{title}' },
    ...folder,
  })
  return job.begin({
    type: 'publish',
    inputPath,
    facts,
    destination,
    metadata: proposedMetadata(destination, facts),
    files: { thumbnail: thumbnail ?? null, captions: [] },
    youtubeRoot: 'http://127.0.0.1:9',
    delivery: deliverySchema.parse({ marker: 'test' }),
  })
}

/** The same place for the next job. */
export const nextIn = (place: Place): Promise<Place> => newPlace({ home: place.home })
