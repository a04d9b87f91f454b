import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { requireTools } from '../../src/core/tools/index.ts'

interface Clip {
  seconds: number
  size: string
}

/** Makes a real clip with picture and sound. */
export async function makeClip(path: string, { seconds, size }: Clip): Promise<string> {
  const { ffmpeg } = await requireTools()
  await promisify(execFile)(ffmpeg, [
    ...['-v', 'error', '-nostdin'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30`],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
    ...['-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    // Two files with the same bytes are one video; the name in it makes each its own.
    ...[
      '-c:a',
      'aac',
      '-metadata',
      `title=${basename(path, '.mp4')}`,
      '-movflags',
      '+faststart',
      path,
    ],
  ])
  return path
}

export interface Channel {
  /** The address of the feed that names every clip. */
  readonly feed: string
  /** The address of a page that shows every clip. */
  readonly page: string
  /** Whether clips are answered with 404. */
  broken: boolean
  close(): Promise<void>
}

/** Puts clips on a web server of this machine, with a feed that lists them. */
export async function openChannel(clips: string[]): Promise<Channel> {
  const byName = new Map(clips.map((clip) => [`/${encodeURIComponent(basename(clip))}`, clip]))
  const channel = { broken: false }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const clip = byName.get(path)
    if (path === '/feed.xml') {
      response.setHeader('content-type', 'application/rss+xml')
      response.end(feed(origin, [...byName.keys()]))
    } else if (path === '/tides') {
      response.setHeader('content-type', 'text/html')
      response.end(page([...byName.keys()]))
    } else if (clip === undefined || channel.broken) {
      response.writeHead(404).end()
    } else {
      readFile(clip).then(
        (bytes) => {
          response.setHeader('content-type', 'video/mp4')
          response.setHeader('content-length', bytes.length)
          response.end(request.method === 'HEAD' ? undefined : bytes)
        },
        (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
      )
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const origin = `http://127.0.0.1:${String(address.port)}`
  return Object.assign(channel, {
    feed: `${origin}/feed.xml`,
    page: `${origin}/tides`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  })
}

const page = (names: string[]) => `<!doctype html><html><head><title>Tides</title></head><body>
  ${names.map((name) => `<video src="${name}"></video>`).join('\n  ')}
</body></html>`

const feed = (origin: string, names: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
  <title>Test channel</title><link>${origin}/</link><description>Clips</description>
  ${names.map((name) => item(`${origin}${name}`, decodeURIComponent(basename(name, '.mp4')))).join('\n  ')}
</channel></rss>`

const item = (url: string, title: string) =>
  `<item><title>${title}</title><guid>${url}</guid><enclosure url="${url}" type="video/mp4" length="0"/></item>`

/** What FFprobe finds in a file that plays: its streams' codecs and its length in seconds. */
export async function probe(path: string): Promise<{ codecs: string[]; seconds: number }> {
  const { ffprobe } = await requireTools()
  const { stdout } = await promisify(execFile)(ffprobe, [
    ...['-v', 'error', '-show_entries', 'stream=codec_name:format=duration'],
    ...['-of', 'default=nokey=1:noprint_wrappers=1', path],
  ])
  const lines = stdout.trim().split('\n')
  return { codecs: lines.slice(0, -1), seconds: Number(lines.at(-1)) }
}

/** A folder of a test with short clips in it. */
export const shortClips = (folder: string, names: string[]): Promise<string[]> =>
  Promise.all(
    names.map((name) => makeClip(join(folder, `${name}.mp4`), { seconds: 2, size: '320x180' })),
  )

/** A clip whose transform takes some seconds: long enough to act while it runs. */
export const longClip = (folder: string, name: string): Promise<string> =>
  makeClip(join(folder, `${name}.mp4`), { seconds: 12, size: '1280x720' })
