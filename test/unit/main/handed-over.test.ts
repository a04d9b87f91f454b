import { describe, expect, it } from 'vitest'
import { handedOver } from '../../../src/main/handed-over.ts'

describe('what the command line hands over', () => {
  it('is paths made absolute and addresses as they are', () => {
    expect(
      handedOver(['spool', 'clips/a.mp4', '/videos', 'https://example.org/feed'], '/home/ann', 0),
    ).toEqual({ locations: ['/home/ann/clips/a.mp4', '/videos', 'https://example.org/feed'] })
  })

  it('is no switch and not the folder of the unpacked app', () => {
    expect(
      handedOver(['electron', '--no-sandbox', '/app', '--inspect=0', 'a.mp4'], '/home/ann', 1),
    ).toEqual({ locations: ['/home/ann/a.mp4'] })
  })

  it('is nothing for a plain start', () => {
    expect(handedOver(['spool'], '/', 0)).toEqual({ locations: [] })
  })
})
