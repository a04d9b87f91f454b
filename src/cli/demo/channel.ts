import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { basename } from 'node:path'

export interface Channel {
  feedUrl: string
  close(): void
}

/** Puts files on a web server of this machine as a feed; its first transfer breaks off half-way. */
export async function openChannel(files: readonly string[]): Promise<Channel> {
  const byPath = new Map(files.map((file) => [`/${encodeURIComponent(basename(file))}`, file]))
  let broken = false
  const server = createServer((request, response) => {
    const file = byPath.get(request.url ?? '')
    if (request.url === '/feed.xml') {
      response.setHeader('content-type', 'application/rss+xml')
      response.end(feed([...byPath.keys()], `http://${request.headers.host ?? ''}`))
    } else if (file) {
      const breakOff = !broken
      broken = true
      void sendFile(request, response, file, breakOff)
    } else {
      response.writeHead(404).end()
    }
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : 0)
    })
  })
  return {
    feedUrl: `http://127.0.0.1:${String(port)}/feed.xml`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  breakOff: boolean,
): Promise<void> {
  const { size, mtimeMs } = await stat(file)
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  response.writeHead(start > 0 ? 206 : 200, {
    'content-type': 'video/mp4',
    'content-length': size - start,
    'accept-ranges': 'bytes',
    etag: `"${String(size)}-${String(mtimeMs)}"`,
    ...(start > 0
      ? { 'content-range': `bytes ${String(start)}-${String(size - 1)}/${String(size)}` }
      : {}),
  })
  const end = breakOff ? start + Math.floor((size - start) / 2) : size - 1
  createReadStream(file, { start, end })
    .on('end', () => {
      if (breakOff) response.destroy()
    })
    .pipe(response, { end: !breakOff })
}

function feed(paths: readonly string[], origin: string): string {
  const items = paths.map((path) => {
    const title = decodeURIComponent(path.slice(1)).replace(/\.mp4$/, '')
    const url = `${origin}${path}`
    return `<item><title>${title}</title><guid isPermaLink="false">${path}</guid>
      <enclosure url="${url}" type="video/mp4" length="0"/></item>`
  })
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>A demo channel</title>
    <link>${origin}</link><description>Made by spool demo</description>${items.join('')}</channel></rss>`
}
