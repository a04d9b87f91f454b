import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface Clip {
  title: string
  /** FFmpeg's own moving test pictures. */
  picture: string
  toneHertz: number
}

/** Makes a few seconds of picture and tone for each title. @returns the file paths */
export async function makeClips(
  ffmpeg: string,
  folder: string,
  clips: readonly Clip[],
): Promise<string[]> {
  const seconds = '4'
  return Promise.all(
    clips.map(async ({ title, picture, toneHertz }) => {
      const path = join(folder, `${title}.mp4`)
      await run(ffmpeg, [
        ...['-hide_banner', '-loglevel', 'error', '-y'],
        ...['-f', 'lavfi', '-i', `${picture}=size=640x360:rate=30`],
        ...['-f', 'lavfi', '-i', `sine=frequency=${String(toneHertz)}:sample_rate=48000`],
        ...['-t', seconds, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
        ...['-c:a', 'aac', '-b:a', '96k', '-movflags', '+faststart', `file:${path}`],
      ])
      return path
    }),
  )
}
