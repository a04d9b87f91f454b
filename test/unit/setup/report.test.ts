import { expect, test } from 'vitest'
import { isComplete, report } from '../../../src/setup/report.ts'
import type { ReportEntry } from '../../../src/setup/report.ts'

const electron: ReportEntry = {
  name: 'electron',
  needed: true,
  state: { status: 'found', version: '45.0.0', where: '/cache/electron', note: 'stands in' },
}
const libraries: ReportEntry = {
  name: 'libraries',
  needed: true,
  state: { status: 'found', where: "the system's" },
}
const missing = { status: 'missing', problem: 'It is not here.', remedy: 'Get it.' } as const

test('each part has its line, with what to know or do below it, in straight columns', () => {
  const entries: ReportEntry[] = [
    electron,
    libraries,
    { name: 'ffmpeg', needed: true, state: missing },
    { name: 'yt-dlp', needed: false, state: missing },
  ]

  expect(report(entries)).toBe(
    [
      'ok       electron   45.0.0  /cache/electron',
      '                    stands in',
      "ok       libraries          the system's",
      'missing  ffmpeg     It is not here.',
      '                    Get it.',
      'none     yt-dlp     It is not here.',
      '                    Get it.',
    ].join('\n'),
  )
})

test('only what is needed must be there', () => {
  expect(isComplete([electron, { name: 'yt-dlp', needed: false, state: missing }])).toBe(true)
  expect(isComplete([electron, { name: 'ffmpeg', needed: true, state: missing }])).toBe(false)
})
