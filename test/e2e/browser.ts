import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Opens an address, as the person at it says yes to everything: follows it wherever it leads. */
const script = `#!${process.execPath}
fetch(process.argv.at(-1))
`

/** Where the system looks for its browser first: one that needs no person. */
export async function withBrowser(
  env: Record<string, string>,
  folder: string,
): Promise<Record<string, string>> {
  const programs = join(folder, 'browser')
  await mkdir(programs)
  const browser = join(programs, 'xdg-open')
  await writeFile(browser, script)
  await chmod(browser, 0o755)
  return { ...env, PATH: `${programs}${delimiter}${env.PATH ?? ''}` }
}
