import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '../../../src/core/index.ts'
import type { JobId, JobSummary, SourceId } from '../../../src/shared/job.ts'
import type { Destination } from '../../../src/shared/pipeline.ts'
import { addLegs } from '../../fixtures/legs.ts'
import { engineOn, isDrained, makeClip, newHome, startWorking, until } from '../core/engine.ts'

export const folder = (path: string): Destination => ({ kind: 'folder', path })

export interface Reviewed {
  home: string
  engine: Engine & { closed: boolean }
  sourceId: SourceId
  /** Where its renditions go. */
  out: string
}

/** A working engine with one source whose renditions are reviewed, all of them waiting. */
export async function withReview(clips: string[], coolingOffSeconds = 0): Promise<Reviewed> {
  const home = await newHome()
  const out = join(home, 'out')
  for (const name of clips) await makeClip(join(home, 'in', name))
  const engine = await engineOn(home)
  const { review } = engine.settings()
  engine.changeSettings({ review: { ...review, coolingOffSeconds } })
  const [added] = await engine.addSources({
    locations: [join(home, 'in')],
    destinations: [folder(out)],
  })
  const job = added && added.outcome !== 'rejected' ? engine.summaries([added.jobId])[0] : undefined
  if (!job?.sourceId) throw new Error('The source was not added.')
  engine.review.setMode(job.sourceId, 'always')
  await startWorking(engine)
  await until(engine, () => engine.review.waiting() === clips.length)
  return { home, engine, sourceId: job.sourceId, out }
}

/** An engine that works on nothing, with a leg in review for each of these titles. */
export async function withLegs(
  titles: string[],
  destinations: Destination[] = [folder('/nowhere')],
): Promise<Omit<Reviewed, 'out'>> {
  const home = await newHome()
  const { sourceId } = await addLegs(home, titles, destinations)
  return { home, engine: await engineOn(home), sourceId }
}

export const legIds = (engine: Engine): JobId[] =>
  engine.review.page(null, 200).legs.map(({ id }) => id)

export const statusOf = (engine: Engine, id: JobId): JobSummary['status'] | undefined =>
  engine.summaries([id])[0]?.status

export const drained = (engine: Engine): Promise<void> => until(engine, () => isDrained(engine))

export const filesIn = (path: string): Promise<string[]> =>
  readdir(path).then(
    (names) => names.sort(),
    () => [],
  )
