import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Puts a program into `folder` that runs this JavaScript. */
export async function writeTool(folder: string, name: string, script: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!${process.execPath}\n${script}\n`)
  await chmod(path, 0o755)
  return path
}

/** A program that tells its version the way FFmpeg's do. */
export const writeWorkingTool = (folder: string, name: string, version: string): Promise<string> =>
  writeTool(folder, name, `console.log('${name} version ${version} Copyright (c) the developers')`)
