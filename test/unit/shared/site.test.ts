import { expect, it } from 'vitest'
import { siteOf } from '../../../src/shared/site.ts'

it.each([
  ['https://www.youtube.com/watch?v=x7Gq', 'youtube.com'],
  ['https://music.youtube.com/playlist?list=x', 'youtube.com'],
  ['https://youtu.be/x7Gq', 'youtube.com'],
  ['https://rr3---sn-4g5e.googlevideo.com/videoplayback?id=1', 'youtube.com'],
  ['https://player.vimeo.com/video/1', 'vimeo.com'],
  ['https://notyoutube.com/a.mp4', 'notyoutube.com'],
  ['https://www.example.org/a.mp4', 'example.org'],
  ['https://a.example.org/a.mp4', 'a.example.org'],
  ['http://127.0.0.1:8080/a.mp4', '127.0.0.1:8080'],
  ['/home/ana/a.mp4', ''],
])('%s is asked of %s', (location, site) => {
  expect(siteOf(location)).toBe(site)
})
