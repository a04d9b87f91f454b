import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/core/engine/home.ts'
import {
  readSettings,
  settingChanges,
  writeSettings,
} from '../../../src/shared/settings/exchange.ts'

const settings = defaultSettings('/data')
const file = (changes: object) =>
  JSON.stringify({ format: 'spool-settings', version: 1, settings: changes })

describe('settings as a file', () => {
  it('come back as they were', () => {
    expect(readSettings(writeSettings(settings))).toEqual(settings)
  })

  it('leave logins behind', () => {
    const releases = 'https://ana:pass@mirror.example/yt-dlp/'
    const text = writeSettings({
      ...settings,
      tools: { ...settings.tools, ytDlpReleases: releases },
    })
    expect(text).toContain('https://mirror.example/yt-dlp/')
    expect(text).not.toMatch(/ana|pass/)
  })

  it('may name only some', () => {
    expect(readSettings(file({ disk: { reserveBytes: 5 } }))).toEqual({ disk: { reserveBytes: 5 } })
  })

  it.each([
    ['no JSON', 'PNG', /no file of settings/],
    ['another file', '{"format":"spool-preset"}', /no file of settings/],
    ['a newer one', file({}).replace('"version":1', '"version":9'), /newer Spool/],
    [
      'a wrong value',
      file({ disk: { reserveBytes: -1 } }),
      /“disk\.reserveBytes”.*nothing was changed/,
    ],
    [
      'a wrong shape',
      file({ bandwidth: { bytesPerSecond: null, windows: 3 } }),
      /“bandwidth\.windows”/,
    ],
  ])('are refused in a sentence: %s', (_what, text, sentence) => {
    expect(() => readSettings(text)).toThrow(sentence)
  })

  it('tell what they would change', () => {
    const other = { ...settings, disk: { reserveBytes: 5 }, preset: 'remux' }
    expect(settingChanges(settings, other)).toEqual([
      { path: 'preset', from: settings.preset, to: 'remux' },
      { path: 'disk.reserveBytes', from: '1000000000', to: '5' },
    ])
    expect(settingChanges(settings, settings)).toEqual([])
  })
})
