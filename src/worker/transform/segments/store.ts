import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { systemCode } from '../../../shared/errors.ts'
import { makeFolder, syncFile } from '../../files.ts'
import type { Segment } from './layout.ts'

export interface FinishedSegment {
  index: number
  /** Within the store's folder. */
  name: string
  frames: number
}

const manifestSchema = z.object({ format: z.literal(1), key: z.string() })

/** Where finished segments wait for the others, also through a crash. */
export class SegmentStore {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  /**
   * Opens the store of this very work: segments of anything else — another plan, another input,
   * another FFmpeg — are thrown away.
   *
   * @param identity all that the segments depend on
   */
  static async open(folder: string, identity: unknown): Promise<SegmentStore> {
    const key = createHash('sha256').update(JSON.stringify(identity)).digest('hex')
    const path = join(folder, 'manifest.json')
    if ((await keyIn(path)) !== key) {
      await rm(folder, { recursive: true, force: true })
      await makeFolder(folder)
      await writeFile(`${path}.part`, JSON.stringify({ format: 1, key }))
      await syncFile(`${path}.part`)
      await rename(`${path}.part`, path)
    }
    return new SegmentStore(folder)
  }

  /** What is finished; what is half made is removed. */
  async finished(): Promise<Map<number, FinishedSegment>> {
    const found = new Map<number, FinishedSegment>()
    for (const name of await readdir(this.folder)) {
      if (name.endsWith('.part')) await rm(join(this.folder, name), { force: true })
      const [, index, frames] = /^segment-(\d+)-(\d+)\.mp4$/.exec(name) ?? []
      if (index === undefined || frames === undefined) continue
      found.set(Number(index), { index: Number(index), name, frames: Number(frames) })
    }
    return found
  }

  partOf = ({ index }: Segment): string => join(this.folder, `segment-${index}.part`)

  /** Makes a finished segment one that counts, and lasts through a power cut. */
  async finish(segment: Segment, frames: number): Promise<FinishedSegment> {
    const name = `segment-${segment.index}-${frames}.mp4`
    await syncFile(this.partOf(segment))
    await rename(this.partOf(segment), join(this.folder, name))
    return { index: segment.index, name, frames }
  }

  /** The sound, encoded once for the whole. */
  get soundPath(): string {
    return join(this.folder, 'sound')
  }

  async hasSound(): Promise<boolean> {
    return (await sizeOf(this.soundPath)) > 0
  }

  async finishSound(part: string): Promise<void> {
    await syncFile(part)
    await rename(part, this.soundPath)
  }

  async bytes(): Promise<number> {
    const names = await readdir(this.folder)
    const sizes = await Promise.all(names.map((name) => sizeOf(join(this.folder, name))))
    return sizes.reduce((sum, size) => sum + size, 0)
  }
}

async function keyIn(path: string): Promise<string | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8'))).key
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    // Renamed or removed since it was listed.
    if (systemCode(error) === 'ENOENT') return 0
    throw error
  }
}
