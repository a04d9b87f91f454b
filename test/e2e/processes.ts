import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export interface RunningProcess {
  pid: number
  parent: number
  /** First letter as `ps` gives it: `T` is suspended. */
  state: string
  command: string
}

/** Every process of this machine. */
async function allProcesses(): Promise<RunningProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='])
  return stdout.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line)
    if (!match) return []
    const [, pid = '', parent = '', state = '', command = ''] = match
    return [{ pid: Number(pid), parent: Number(parent), state, command }]
  })
}

/** The FFmpeg processes that work inside this folder. */
export async function ffmpegIn(folder: string): Promise<RunningProcess[]> {
  const processes = await allProcesses()
  return processes.filter(
    ({ command, state }) =>
      /^\S*ffmpeg\b/.test(command) && command.includes(folder) && !state.startsWith('Z'),
  )
}
