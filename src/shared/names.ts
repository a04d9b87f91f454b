const windowsReserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i
/** Control characters, what Windows forbids, and characters that only change the reading order. */
const forbidden = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g

const utf8 = new TextEncoder()

/** Cuts to so many bytes of UTF-8 without splitting what a reader sees as one character. */
function cutToBytes(text: string, maxBytes: number): string {
  let bytes = 0
  let end = 0
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    bytes += utf8.encode(segment).length
    if (bytes > maxBytes) break
    end = index + segment.length
  }
  return text.slice(0, end)
}

/**
 * A title as a file name without extension, safe on Windows, macOS and Linux: no separators or
 * reserved names, no leading dash or dot, no trailing dot or blank, at most 180 bytes of UTF-8, so
 * that a counter, an extension and `.part` still fit into the 255 bytes of the common file systems.
 */
export function safeFileName(title: string): string {
  const plain = title
    .normalize('NFC')
    .toWellFormed()
    .replace(forbidden, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.-]+/, '')
  const cut = cutToBytes(plain, 180).replace(/[\s.]+$/, '')
  if (cut === '') return 'untitled'
  // Windows means the device whatever stands behind the dot.
  const [first = ''] = cut.split('.')
  return windowsReserved.test(first.trimEnd())
    ? `${first.trimEnd()}_${cut.slice(first.length)}`
    : cut
}

/**
 * A value as a part of a file name: what would separate folders or is forbidden goes, what is only
 * wrong at a name's ends stays, for it may stand in the middle.
 */
export const safeWord = (value: string): string =>
  value.normalize('NFC').toWellFormed().replace(forbidden, ' ').replace(/\s+/g, ' ').trim()

/** The name tried at the n-th attempt to find a free one: `a.mp4`, `a (2).mp4`, … */
export const numberedName = (base: string, extension: string, n: number): string =>
  n === 1 ? `${base}.${extension}` : `${base} (${n}).${extension}`
