import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { systemCode } from '../../shared/errors.ts'
import { experienceKey, type Experience, type Plan } from '../../shared/plan/index.ts'
import type { WorkContext } from '../context.ts'
import { makeFolder } from '../files.ts'

/** Of each kind of plan so many ends are remembered, and fewer than these say nothing. */
const most = 15
const least = 3

const endSchema = z.object({ seconds: z.number().positive(), bytes: z.number().positive() })
const historySchema = z.object({
  format: z.literal(1),
  ends: z.record(z.string(), z.array(endSchema)),
})
type Ends = z.infer<typeof historySchema>['ends']

const pathIn = ({ cacheFolder }: WorkContext): string => join(cacheFolder, 'estimates.json')

/** How plans like this one turned out on this machine; undefined where too few did yet. */
export async function experienceOf(
  context: WorkContext,
  plan: Plan,
): Promise<Experience | undefined> {
  const ends = (await endsIn(context))[experienceKey(plan)] ?? []
  if (ends.length < least) return undefined
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 1
  return {
    seconds: median(ends.map(({ seconds }) => seconds)),
    bytes: median(ends.map(({ bytes }) => bytes)),
  }
}

/**
 * Remembers how a plan turned out, as factors of what is expected of it without experience. Only an
 * estimate hangs on it: it may be lost where two workers write at once.
 */
export async function remember(
  context: WorkContext,
  plan: Plan,
  { seconds, bytes }: Experience,
): Promise<void> {
  const key = experienceKey(plan)
  const ends = await endsIn(context)
  const path = pathIn(context)
  const part = `${path}.${String(process.pid)}.part`
  const next: Ends = { ...ends, [key]: [...(ends[key] ?? []), { seconds, bytes }].slice(-most) }
  try {
    await makeFolder(context.cacheFolder)
    await writeFile(part, JSON.stringify({ format: 1, ends: next }))
    await rename(part, path)
  } catch {
    await rm(part, { force: true })
  }
}

async function endsIn(context: WorkContext): Promise<Ends> {
  try {
    return historySchema.parse(JSON.parse(await readFile(pathIn(context), 'utf8'))).ends
  } catch (error) {
    // Not there yet, or of another version of Spool: it is begun anew.
    if (systemCode(error) === 'ENOENT') return {}
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {}
    throw error
  }
}
