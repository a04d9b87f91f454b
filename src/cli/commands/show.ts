import { SpoolError, type Failure } from '../../shared/errors.ts'
import { commandLine } from '../../shared/command-line.ts'
import { formatBytes, formatMoment } from '../../shared/format.ts'
import type { JobDetails, JobId } from '../../shared/job.ts'
import { describeWait } from '../../shared/waiting.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'

/** Everything there is to know of one job. */
export async function show(output: Output, id: JobId): Promise<number> {
  const job = await withEngine((engine) => engine.details(id))
  if (!job) throw new SpoolError('gone', `There is no job ${id}. “spool list” shows them.`)
  output.answer(job, sections(job).filter(Boolean).join('\n\n'))
  return 0
}

const sections = (job: JobDetails): string[] => [
  [
    `Job ${String(job.id)}: ${job.type} of ${line(job.title, 100)}`,
    `${job.status}, try ${String(job.attempts)} of ${String(job.maxAttempts)}, priority ${String(job.priority)}`,
    `From ${line(job.location, 200)}`,
    ...(job.wait ? [describeWait(job.wait, Date.now())] : []),
  ].join('\n'),
  job.failure ? failureText(job.failure) : '',
  list(
    'Files',
    job.artefacts.flatMap(({ kind, path, bytes, notes }) => [
      `${kind.padEnd(11)}  ${line(path, 300)}  ${formatBytes(bytes)}`,
      ...notes.map((note) => `             ${note}`),
    ]),
  ),
  list(
    'History',
    job.events.map(({ at, to, note }) =>
      [formatMoment(at), ...(note === null ? [to] : [to.padEnd(10), line(note, 200)])].join('  '),
    ),
  ),
  list(
    'Log',
    job.log.map((entry) => line(entry, 300)),
  ),
]

const list = (name: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [name, ...lines.map((text) => `  ${text}`)].join('\n')

const failureText = ({ message, details }: Failure): string =>
  [
    line(message, 500),
    ...(details.command ? [`Command: ${line(commandLine(details.command), 2_000)}`] : []),
    ...(details.stderr ?? []).map((said) => `  ${line(said, 300)}`),
  ].join('\n')
