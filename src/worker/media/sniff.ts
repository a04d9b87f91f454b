import { open } from 'node:fs/promises'

/** What a file that is no media is, going by its beginning: a sentence; null where it tells nothing. */
export async function whatItIs(path: string): Promise<string | null> {
  const beginning = (await beginningOf(path)).trimStart().toLowerCase()
  if (/^(#extm3u|ffconcat|\[playlist\])/.test(beginning)) {
    return 'This file only points at other files or addresses, like a playlist. Add what it points at instead.'
  }
  if (/^(<!doctype|<html|<head|<\?xml|<svg|\{|\[)/.test(beginning)) {
    return 'This file is a page or a message of a web site, not a video. Get it again from where it came.'
  }
  return null
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '')
  } finally {
    await file.close()
  }
}
