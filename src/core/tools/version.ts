import { execFile, type ExecFileException, type ExecFileOptions } from 'node:child_process'
import type { ToolName } from './tool.ts'

export type VersionAnswer = { works: true; version: string } | { works: false; problem: string }

/** Runs the program once and reads its version; one that says nothing in `timeoutMs` is broken. */
export async function askVersion(
  name: ToolName,
  path: string,
  timeoutMs = 10_000,
): Promise<VersionAnswer> {
  const options = { timeout: timeoutMs, killSignal: 'SIGKILL', windowsHide: true } as const
  const question = name === 'yt-dlp' ? '--version' : '-version'
  for (let tries = 1; ; tries++) {
    const { error, stdout } = await run(path, [question], options)
    if (!error) return answerOf(name, path, stdout)
    const took = error.killed ? `did not answer within ${String(timeoutMs / 1000)} seconds` : null
    // Ended by someone else, for lack of memory say: that tells nothing about the program.
    if (took === null && error.signal != null && tries === 1) continue
    return { works: false, problem: `${path} ${took ?? 'could not be run'}.` }
  }
}

const run = (path: string, argv: string[], options: ExecFileOptions) =>
  new Promise<{ error: ExecFileException | null; stdout: string }>((settle) => {
    execFile(path, argv, { ...options, encoding: 'utf8' }, (error, stdout) => {
      settle({ error, stdout })
    })
  })

function answerOf(name: ToolName, path: string, stdout: string): VersionAnswer {
  const version = readVersion(name, stdout)
  return version === undefined
    ? { works: false, problem: `${path} does not answer like ${name}.` }
    : { works: true, version }
}

function readVersion(name: ToolName, output: string): string | undefined {
  const pattern = name === 'yt-dlp' ? /^(\d{4}\.\d\S*)/ : new RegExp(`^${name} version (\\S+)`)
  return pattern.exec(output)?.[1]
}
