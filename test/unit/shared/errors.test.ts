import { describe, expect, it } from 'vitest'
import { isRetryable, SpoolError, toFailure } from '../../../src/shared/errors.ts'

const systemError = (code: string) => Object.assign(new Error(code), { code })

describe('toFailure', () => {
  it.each([
    ['ENOSPC', 'disk', /full/],
    ['EROFS', 'disk', /read-only/],
    ['EACCES', 'disk', /not allowed/],
    ['EIO', 'disk', /could not be read/],
    ['EMFILE', 'transient', /open/],
    ['ENOENT', 'gone', /no longer there/],
    ['ENOTDIR', 'invalid-input', /folder/],
    ['ENAMETOOLONG', 'invalid-input', /too long/],
    ['SQLITE_FULL', 'disk', /full/],
    ['SQLITE_IOERR_WRITE', 'disk', /could not be read or written/],
    ['SQLITE_BUSY', 'transient', /locked/],
    ['SQLITE_CORRUPT', 'invalid-input', /damaged/],
    ['SQLITE_NOTADB', 'invalid-input', /left as it is/],
  ])('classifies %s as %s with a sentence', (code, kind, sentence) => {
    const failure = toFailure(systemError(code))
    expect(failure.kind).toBe(kind)
    expect(failure.message).toMatch(sentence)
  })

  it('keeps what a SpoolError knows and adds where it happened', () => {
    const error = new SpoolError('rate-limited', 'Slow down.', {
      details: { httpStatus: 429 },
      retryAfterMs: 30_000,
    })
    expect(toFailure(error, { stage: 'download' })).toEqual({
      kind: 'rate-limited',
      message: 'Slow down.',
      details: { stage: 'download', httpStatus: 429 },
      retryAfterMs: 30_000,
    })
  })

  it('calls everything else a bug and keeps its stack', () => {
    const failure = toFailure(new TypeError('x is not a function'))
    expect(failure.kind).toBe('bug')
    expect(failure.details.stack).toContain('x is not a function')
  })
})

describe('retry by class', () => {
  it.each([
    ['transient', true],
    ['rate-limited', true],
    ['disk', true],
    ['auth', false],
    ['gone', false],
    ['invalid-input', false],
    ['tool', false],
    ['cancelled', false],
    ['bug', false],
  ] as const)('%s: %s', (kind, again) => {
    expect(isRetryable(kind)).toBe(again)
  })
})
