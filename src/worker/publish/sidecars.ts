import { copyFile, rename, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Sidecar } from '../../shared/destination.ts'
import type { TemplateFacts } from '../../shared/template.ts'
import type { FolderOrder } from './folder.ts'

/** Writes what tells of a published file beside it, under its name. A repeat writes the same. */
export async function writeSidecars(
  path: string,
  { destination, facts, files }: FolderOrder,
  checksum: string,
): Promise<void> {
  const base = path.slice(0, path.length - extname(path).length)
  for (const sidecar of destination.sidecars) {
    if (sidecar === 'thumbnail') {
      const { thumbnail } = files
      if (thumbnail !== null) {
        await appear(`${base}${extname(thumbnail)}`, (part) => copyFile(thumbnail, part))
      }
    } else {
      const text = texts[sidecar](facts, checksum)
      await appear(`${base}.${endings[sidecar]}`, (part) => writeFile(part, text))
    }
  }
}

type Text = Exclude<Sidecar, 'thumbnail'>

const endings: Record<Text, string> = { json: 'json', nfo: 'nfo', description: 'description' }

const texts: Record<Text, (facts: TemplateFacts, checksum: string) => string> = {
  json: (facts, sha256) => `${JSON.stringify({ ...facts, sha256 }, null, 2)}\n`,
  nfo: nfo,
  description: ({ description }) => description,
}

/** As Kodi, Jellyfin and Emby read it. */
function nfo({ title, description, channel, id, site, publishedAt, tags }: TemplateFacts): string {
  const day = publishedAt === null ? '' : new Date(publishedAt).toISOString().slice(0, 10)
  const lines = [
    element('title', title),
    element('plot', description),
    element('studio', channel),
    element('premiered', day),
    ...tags.map((tag) => element('tag', tag)),
    id === '' ? '' : `  <uniqueid type="${escaped(site)}">${escaped(id)}</uniqueid>`,
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<movie>',
    ...lines.filter((line) => line !== ''),
    '</movie>',
    '',
  ].join('\n')
}

const element = (name: string, value: string): string =>
  value === '' ? '' : `  <${name}>${escaped(value)}</${name}>`

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Control characters have no place in XML, not even escaped. */
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

/** A file that is there is whole. */
async function appear(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.part`
  await write(part)
  await rename(part, path)
}
