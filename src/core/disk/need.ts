import { stat } from 'node:fs/promises'
import type { StageOrder } from '../../shared/stage.ts'

export interface Need {
  /** Where it is written. */
  folder: string
  /** How much it will take; 0 where nothing can be said. */
  bytes: number
}

/** An estimate is never exact, and a file is joined or moved before the old one goes. */
const margin = 1.1
/** What a minute of video takes where nothing else is known: 1080p as sites offer it. */
const bytesPerSecond = 750_000

interface Known {
  bytes: number | null
  durationSeconds: number | null
}

/** How much room a stage needs and where; null where it writes nothing that counts. */
export async function needOf(stage: StageOrder, known: Known | null): Promise<Need | null> {
  switch (stage.type) {
    case 'scrape':
      return null
    case 'download': {
      const bytes = /^https?:/i.test(stage.location)
        ? (known?.bytes ?? (known?.durationSeconds ?? 0) * bytesPerSecond)
        : await copiedBytes(stage.location, stage.targetFolder)
      return { folder: stage.targetFolder, bytes: Math.ceil(bytes * margin) }
    }
    case 'transform':
      return {
        folder: stage.targetFolder,
        bytes: Math.ceil((await sizeOf(stage.inputPath)) * margin),
      }
    case 'publish':
      return stage.destination.kind === 'folder'
        ? { folder: stage.destination.path, bytes: await sizeOf(stage.inputPath) }
        : null
  }
}

/** A file on the same disk gets a second name; only from another one it is copied. */
async function copiedBytes(path: string, folder: string): Promise<number> {
  try {
    const [file, target] = await Promise.all([stat(path), stat(folder)])
    return file.dev === target.dev ? 0 : file.size
  } catch {
    // What is missing takes no room; the stage itself says that it is missing.
    return 0
  }
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    // As above.
    () => 0,
  )
