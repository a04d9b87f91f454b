import { describe, expect, it } from 'vitest'
import { pathAndPublicQuery, redact, redactFailure } from '../../../src/worker/redact.ts'

describe('a secret', () => {
  it.each([
    ['http://me:hush@host/a.mp4', 'http://***@host/a.mp4'],
    ['http://hush@host/a.mp4', 'http://***@host/a.mp4'],
    ['http://me:hu@sh@host/', 'http://***@host/'],
    ['https://host/a?token=hush&x=1', 'https://host/a?token=***&x=1'],
    ['https://host/a?x=1&X-Amz-Signature=hush', 'https://host/a?x=1&X-Amz-Signature=***'],
    ['https://host/a?api_key=hush;y=2', 'https://host/a?api_key=***;y=2'],
    ['see https://host/a#access_token=hush now', 'see https://host/a#access_token=*** now'],
    ["-i 'https://host/a?sig=hush' -y", "-i 'https://host/a?sig=***' -y"],
  ])('in %j is hidden', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it('is the only thing hidden', () => {
    for (const text of ['https://host/watch?v=abc&t=10', 'mail me@host', '/home/me/a b@c.mp4']) {
      expect(redact(text)).toBe(text)
    }
  })

  it('leaves a failure nowhere', () => {
    const url = 'https://me:hush@host/a?token=hush'
    const failure = redactFailure({
      kind: 'transient',
      message: `It broke: ${url}`,
      details: { url, path: url, stack: url, command: ['x', url], stderr: [url] },
    })
    expect(JSON.stringify(failure)).not.toContain('hush')
  })

  it('is no part of what a video is known by', () => {
    const url = new URL('https://host/a.mp4?id=7&Expires=9&Signature=hush&token=hush')
    expect(pathAndPublicQuery(url)).toBe('/a.mp4?id=7&Expires=9')
  })
})
