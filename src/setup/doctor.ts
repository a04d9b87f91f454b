import { parseArgs } from 'node:util'
import { SpoolError } from '../shared/errors.ts'
import { ensure, explain, parts } from './ensure.ts'
import type { PartName } from './ensure.ts'
import { packageVersion, projectFolder } from './project.ts'
import { isComplete, report } from './report.ts'
import type { ReportEntry } from './report.ts'

const needed = ['electron', 'libraries', 'sqlite', 'ffmpeg', 'ffprobe'] as const
const optional = ['display', 'yt-dlp', 'key-store'] as const

const { values: options } = parseArgs({ options: { fix: { type: 'boolean', default: false } } })

if (options.fix) await fix()

const node: ReportEntry = {
  name: 'node',
  needed: true,
  state: { status: 'found', version: process.versions.node, where: process.execPath },
}
const entries = [
  node,
  ...(await Promise.all([
    ...needed.map((name) => examine(name, true)),
    ...optional.map((name) => examine(name, false)),
  ])),
]

const version = await packageVersion(projectFolder)
process.stdout.write(
  `Spool ${version} on ${process.platform} ${process.arch}\n\n${report(entries)}\n`,
)
if (!isComplete(entries)) {
  process.stdout.write(
    '\n"npm run doctor -- --fix" fetches what is missing, where this machine allows it.\n',
  )
  process.exitCode = 1
}

async function examine(name: PartName, isNeeded: boolean): Promise<ReportEntry> {
  return { name, needed: isNeeded, state: await parts[name].check() }
}

/** Fetches all that can be fetched; what cannot, the report below shows. */
async function fix(): Promise<void> {
  for (const name of [...needed, 'display'] as const) {
    try {
      await ensure([name], { force: name === 'electron' })
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error
      process.stderr.write(`${explain(error)}\n`)
    }
  }
}
