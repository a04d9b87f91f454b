import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLocations } from '../../../src/renderer/src/add/dropped-locations.ts'

describe('what was dropped or pasted', () => {
  it('becomes one location a line, in order, whatever the line ends', () => {
    expect(parseLocations('https://a.test/1\r\nhttps://a.test/2\n\n /v/3.mp4 \r', 'linux')).toEqual(
      ['https://a.test/1', 'https://a.test/2', '/v/3.mp4'],
    )
  })

  it('loses comments, as text/uri-list has them', () => {
    expect(parseLocations('# from a browser\nhttps://a.test/#part', 'linux')).toEqual([
      'https://a.test/#part',
    ])
  })

  it('is taken once when it comes twice', () => {
    expect(parseLocations('/a\n"/a"\nfile:///a', 'linux')).toEqual(['/a'])
  })

  it.each([
    ['"/my videos/a.mp4"', '/my videos/a.mp4'],
    ["'/a.mp4'", '/a.mp4'],
    ['<https://a.test/feed>', 'https://a.test/feed'],
    ['“https://a.test”', 'https://a.test'],
    ['"half', '"half'],
    ["it's.mp4", "it's.mp4"],
    ['"', '"'],
  ])('loses the quotes around it: %s', (line, location) => {
    expect(parseLocations(line, 'linux')).toEqual([location])
  })

  it('may hold spaces as a path, but several links on a line are several locations', () => {
    expect(parseLocations('/my videos/a b.mp4', 'linux')).toEqual(['/my videos/a b.mp4'])
    expect(parseLocations('https://a.test/1  https://a.test/2', 'linux')).toEqual([
      'https://a.test/1',
      'https://a.test/2',
    ])
  })

  it.each([
    ['linux', 'file:///v/a%20b%23.mp4', '/v/a b#.mp4'],
    ['linux', 'file://localhost/v/a.mp4', '/v/a.mp4'],
    ['darwin', 'FILE:///Users/ana/%C3%A4.mov', '/Users/ana/ä.mov'],
    ['win32', 'file:///C:/Videos/a%20b.mp4', 'C:\\Videos\\a b.mp4'],
    ['win32', 'file://server/share/a.mp4', '\\\\server\\share\\a.mp4'],
    ['linux', 'file://server/share/a.mp4', 'file://server/share/a.mp4'],
    ['linux', 'file:///broken%E0%A4%A', 'file:///broken%E0%A4%A'],
  ] as const)('on %s, %s is the path %s', (platform, url, path) => {
    expect(parseLocations(url, platform)).toEqual([path])
  })

  it('is nothing when there is nothing in it', () => {
    expect(parseLocations(' \n#\n\r\n', 'linux')).toEqual([])
  })

  it('never gives a blank location or the same one twice', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('""', 'file://', '# x', '/a', '"/a"', '\0'))
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('linux', 'darwin', 'win32'),
        (lines, platform) => {
          const locations = parseLocations(lines.join('\n'), platform)
          expect(locations.every((location) => location.trim() !== '')).toBe(true)
          expect(new Set(locations).size).toBe(locations.length)
        },
      ),
    )
  })
})
