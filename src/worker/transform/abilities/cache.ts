import { createHash } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { abilitiesSchema, type Abilities } from '../../../shared/abilities.ts'
import { systemCode } from '../../../shared/errors.ts'
import { makeFolder } from '../../files.ts'

/** What makes a program the one it was. */
export interface Identity {
  path: string
  size: number
  mtimeMs: number
}

/** A driver may have come or gone since, which the program does not show. */
const longestMs = 7 * 86_400_000

const cachedSchema = z.object({
  format: z.literal(1),
  madeAt: z.number(),
  abilities: abilitiesSchema,
})

/** @returns what is remembered of this program; null where that is nothing, or no longer sure */
export async function recall(folder: string, identity: Identity): Promise<Abilities | null> {
  try {
    const text = await readFile(fileOf(folder, identity), 'utf8')
    const { madeAt, abilities } = cachedSchema.parse(JSON.parse(text))
    const age = Date.now() - madeAt
    return age >= 0 && age < longestMs ? abilities : null
  } catch (error) {
    // Not there, or of another version of Spool: it is made anew.
    if (systemCode(error) === 'ENOENT') return null
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** A cache that cannot be written is no reason to fail. */
export async function remember(
  folder: string,
  identity: Identity,
  abilities: Abilities,
): Promise<void> {
  const path = fileOf(folder, identity)
  // Another worker may write at the same time.
  const part = `${path}.${String(process.pid)}.part`
  try {
    await makeFolder(folder)
    await writeFile(part, JSON.stringify({ format: 1, madeAt: Date.now(), abilities }))
    await rename(part, path)
  } catch {
    await rm(part, { force: true })
  }
}

export const forget = (folder: string, identity: Identity): Promise<void> =>
  rm(fileOf(folder, identity), { force: true })

function fileOf(folder: string, { path, size, mtimeMs }: Identity): string {
  const key = createHash('sha256')
    .update(JSON.stringify([path, size, mtimeMs]))
    .digest('hex')
  return join(folder, `ffmpeg-${key.slice(0, 16)}.json`)
}
