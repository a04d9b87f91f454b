import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface RunningProcess {
  pid: number
  parent: number
  command: string
}

/** Every process of this machine. */
export async function allProcesses(): Promise<RunningProcess[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,stat=,args='], { maxBuffer: 1 << 24 })
  return stdout.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line)
    if (!match || match[3]?.startsWith('Z')) return []
    return [{ pid: Number(match[1]), parent: Number(match[2]), command: match[4] ?? '' }]
  })
}

/** The process and all that descend from it. */
export async function familyOf(pid: number): Promise<RunningProcess[]> {
  const all = await allProcesses()
  const family = all.filter((candidate) => candidate.pid === pid)
  for (const member of family) {
    family.push(...all.filter((candidate) => candidate.parent === member.pid))
  }
  return family
}

/** Random numbers from 0 to 1 that a seed brings back (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
