import { describe, expect, it } from 'vitest'
import { redactForOthers, redactValue } from '../../../src/shared/redact.ts'

const ana = { homeFolder: '/home/ana', userName: 'anamaria' }
const windows = { homeFolder: 'C:\\Users\\ana', userName: 'anamaria' }
const token = ['ghp', 'a1b2c3d4e5f6g7h8i9j0k1l2'].join('_')

describe('what is sent to others', () => {
  it.each([
    ['the home folder', 'in /home/ana/Videos/a.mp4', 'in ~/Videos/a.mp4'],
    ['another home folder', 'in /home/bo/x and /Users/Cy/y', 'in /home/***/x and /Users/***/y'],
    ['a drive', '/run/media/anamaria/Disk', '/run/media/***/Disk'],
    ['the user name', 'owned by anamaria.', 'owned by ***.'],
    ['a query', 'GET https://a.org/b?c=d&e=f#g failed', 'GET https://a.org/b?*** failed'],
    ['a login', 'https://ana:pass@a.org/b', 'https://***@a.org/b'],
    ['an e-mail address', 'write to ana.b+c@mail.example.org', 'write to ***@***'],
    ['a header', 'Authorization: Bearer abc.def-ghi', 'Authorization: ***'],
    ['cookies', "-H 'Cookie: sid=42; theme=dark'", "-H 'Cookie: ***'"],
    ['a bearer', 'sent bearer abcdefghijkl', 'sent bearer ***'],
    ['a named secret', 'client_secret=hunter2, next', 'client_secret=***, next'],
    ['a quoted one', '"accessToken": "hunter2"', '"accessToken": "***"'],
    ["GitHub's token", `with ${token} in`, 'with *** in'],
    ['a web token', 'eyJhbGciOi.eyJzdWIiOi.c2ln', '***'],
    ['a long key', 'k 0123456789abcdef0123456789abcdef', 'k ***'],
  ])('hides %s', (_what, text, clean) => {
    expect(redactForOthers(text, ana)).toBe(clean)
  })

  it('hides the home folder of Windows', () => {
    expect(redactForOthers('C:\\Users\\ana\\Videos and c:\\users\\bo\\x', windows)).toBe(
      '~\\Videos and c:\\users\\***\\x',
    )
  })

  it.each([
    'FFmpeg ended with code 1 after 12 s.',
    'https://example.org/channel/feed.xml',
    '/home/analog is another folder',
    'Stream #0:1: Audio: aac, 48000 Hz, stereo',
  ])('leaves “%s”', (text) => {
    const seen = redactForOthers(text, { homeFolder: '/home/ana', userName: 'root' })
    expect(seen.replace('/home/***', '/home/analog')).toBe(text)
  })

  it('hides what is called a secret, at any depth, and no more', () => {
    expect(
      redactValue(
        { a: [{ accessToken: 'x', tokenUrl: 'https://a.org/t' }], password: 'y', count: 3 },
        ana,
      ),
    ).toEqual({
      a: [{ accessToken: '***', tokenUrl: 'https://a.org/t' }],
      password: '***',
      count: 3,
    })
  })
})
