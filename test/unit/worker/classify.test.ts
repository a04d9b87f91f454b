import { describe, expect, it } from 'vitest'
import { classifyStderr, stderrRules } from '../../../src/worker/media/classify.ts'

const said: [string, string][] = [
  ['[error] av_interleaved_write_frame(): No space left on device', 'disk'],
  ['[error] Error closing file file:/x: Disk quota exceeded', 'disk'],
  ['[error] file:/x.part: Read-only file system', 'disk'],
  ["file:/x.mp4: Invalid data found; Format not on whitelist 'mov,mp4'", 'invalid-input'],
  ["[png_pipe @ 0x55] Format not on whitelist 'mov,mp4'", 'invalid-input'],
  ["Protocol 'http' not on whitelist 'file,pipe'!", 'invalid-input'],
  ['[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55] moov atom not found', 'invalid-input'],
  ['[error] Cannot allocate memory', 'transient'],
  ['[fatal] file:/x.mp4: Too many open files', 'transient'],
  ['file:/x.mp4: Input/output error', 'disk'],
  ['file:/x.mp4: Permission denied', 'disk'],
  ['file:/x.mp4: No such file or directory', 'gone'],
  ["[fatal] Unknown encoder 'libx264'", 'tool'],
  ["[AVFilterGraph @ 0x55] [error] No such filter: 'bwdif'", 'tool'],
  ["[fatal] Unrecognized option 'fps_mode'.", 'tool'],
  ['[error] Error reinitializing filters!', 'bug'],
  ['[libx264 @ 0x55] [error] height not divisible by 2 (321x181)', 'bug'],
  ['[error] Decoder (codec none) not found for input stream #0:0', 'invalid-input'],
  ['file:/x.mp4: Invalid data found when processing input', 'invalid-input'],
  ['[fatal] Stream specifier matches no streams.', 'invalid-input'],
  ['file:/x.mp4: Is a directory', 'invalid-input'],
]

describe('what FFmpeg says', () => {
  it.each(said)('“%s” is %s', (line, kind) => {
    expect(classifyStderr(['[info] Stream mapping:', line], '/in.mp4')?.kind).toBe(kind)
  })

  it('is covered, rule by rule', () => {
    const met = said.map(([line]) => classifyStderr([line], '/in.mp4'))
    expect(stderrRules.filter((rule) => !met.includes(rule))).toEqual([])
  })

  it('that is not known is not guessed at', () => {
    expect(classifyStderr(['[error] Something new'], '/in.mp4')).toBeUndefined()
    expect(classifyStderr([], '/in.mp4')).toBeUndefined()
  })

  it('about a full disk outweighs what follows from it', () => {
    const lines = ['x: Invalid data found', 'y: No space left on device', 'Conversion failed!']
    expect(classifyStderr(lines, '/in.mp4')?.kind).toBe('disk')
  })

  it('in the name of the file it was about does not count', () => {
    const path = '/in/Permission denied.mp4'
    expect(classifyStderr([`file:${path}: Invalid data found`], path)?.kind).toBe('invalid-input')
  })
})
