import { readdir, rm } from 'node:fs/promises'
import { systemCode } from '../../shared/errors.ts'

/**
 * A stream comes in pieces. yt-dlp adds a piece to the file, notes that it did, and removes the
 * piece; a run that ended in between leaves a whole piece, and nobody can tell whether it is in the
 * file already. Going on could show it twice, so then, and only then, the download begins anew.
 */
export async function dropDoubtful(folder: string): Promise<boolean> {
  const isDoubtful = (await namesIn(folder)).some((name) => /-Frag\d+$/.test(name))
  if (isDoubtful) await rm(folder, { recursive: true, force: true })
  return isDoubtful
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}
