import { statfs } from 'node:fs/promises'
import { arch, cpus, homedir, release, totalmem, userInfo } from 'node:os'
import { join } from 'node:path'
import type { DiagnosticFile } from '../../shared/calls/settings.ts'
import { systemCode } from '../../shared/errors.ts'
import { jobIdSchema } from '../../shared/job.ts'
import { locale } from '../../shared/language.ts'
import { redactForOthers, redactValue, type Person } from '../../shared/redact.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { ToolService } from '../tools/service.ts'
import type { FailureFace } from './failures.ts'
import { statisticsOf } from './figures.ts'
import { logFile } from './home.ts'
import { tailOf } from './tail.ts'

interface DiagnosticOptions {
  home: string
  database: Database
  queue: JobQueue
  tools: ToolService
  failures: FailureFace
  settings: () => Settings
}

const recentFailures = 50
const recentEvents = 300
const loggedFailures = 5

/**
 * What helps somebody else to see what is wrong here: versions, settings, tools, what failed lately.
 * Nothing in it says who or where somebody is; titles and pictures are not part of it.
 *
 * @param version Spool's own
 */
export async function collectDiagnostics(
  options: DiagnosticOptions,
  version: string,
): Promise<DiagnosticFile[]> {
  const { home, database, queue, settings } = options
  const failed = database.lists.groupPage.all({
    group: 'failed',
    before: jobIdSchema.parse(Number.MAX_SAFE_INTEGER),
    limit: recentFailures,
  })
  const json = (name: string, value: unknown): DiagnosticFile => ({
    name,
    text: JSON.stringify(redactValue(value, person()), null, 2),
  })
  const log = (name: string, lines: readonly string[]): DiagnosticFile => ({
    name,
    text: lines.map((line) => redactForOthers(line, person())).join('\n'),
  })
  const logs = await Promise.all(
    failed
      .slice(0, loggedFailures)
      .map(async ({ id }) => log(`job-${id}.log`, await tailOf(logFile(home, id)))),
  )
  return [
    json('about.json', aboutThis(version)),
    json('settings.json', settings()),
    json('tools.json', await options.tools.list()),
    json('disks.json', await disks(settings())),
    json('queue.json', {
      statistics: statisticsOf(database),
      pause: queue.pauses.state(),
      failures: options.failures.groups(),
    }),
    json(
      'failures.json',
      failed.map(({ id, type, attempts, max_attempts: of, finished_at: at }) => ({
        ...{ id, type, attempts, of, at, failure: queue.get(id)?.failure },
      })),
    ),
    json('events.json', database.recent.events.all({ limit: recentEvents })),
    log('main.log', await tailOf(join(home, 'logs', 'main.log'))),
    ...logs,
  ].filter(({ text }) => text !== '')
}

const person = (): Person => ({ homeFolder: homedir(), userName: userInfo().username })

const aboutThis = (version: string) => ({
  spool: version,
  ...{ platform: process.platform, release: release(), arch: arch(), locale: locale() },
  processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  memoryBytes: totalmem(),
  versions: process.versions,
})

async function disks({ libraryFolder, publishFolder }: Settings) {
  const freeOf = async (folder: string) => {
    try {
      const { bavail, blocks, bsize } = await statfs(folder)
      return { freeBytes: bavail * bsize, bytes: blocks * bsize }
    } catch (error) {
      return { problem: systemCode(error) ?? 'unknown' }
    }
  }
  return { library: await freeOf(libraryFolder), published: await freeOf(publishFolder) }
}
