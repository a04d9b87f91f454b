import { execFile } from 'node:child_process'
import type { ToolName } from './tool.ts'

export type VersionAnswer = { works: true; version: string } | { works: false; problem: string }

/** Runs the program once and reads its version; one that says nothing in `timeoutMs` is broken. */
export function askVersion(
  name: ToolName,
  path: string,
  timeoutMs = 10_000,
): Promise<VersionAnswer> {
  const question = name === 'yt-dlp' ? '--version' : '-version'
  const options = { timeout: timeoutMs, killSignal: 'SIGKILL', windowsHide: true } as const
  return new Promise((settle) => {
    execFile(path, [question], options, (error, stdout) => {
      if (error) {
        const reason = error.killed
          ? `did not answer within ${String(timeoutMs / 1000)} seconds`
          : 'could not be run'
        settle({ works: false, problem: `${path} ${reason}.` })
        return
      }
      const version = readVersion(name, stdout)
      settle(
        version === undefined
          ? { works: false, problem: `${path} does not answer like ${name}.` }
          : { works: true, version },
      )
    })
  })
}

function readVersion(name: ToolName, output: string): string | undefined {
  const pattern = name === 'yt-dlp' ? /^(\d{4}\.\d\S*)/ : new RegExp(`^${name} version (\\S+)`)
  return pattern.exec(output)?.[1]
}
