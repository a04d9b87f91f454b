import { describe, expect, it } from 'vitest'
import { handedOver, locationIn } from '../../../src/main/handed-over.ts'

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

it("a link of Spool's own names what to add", () => {
  expect(locationIn('spool://add?url=https%3A%2F%2Fexample.org%2Ffeed.xml')).toBe(
    'https://example.org/feed.xml',
  )
  expect(locationIn('spool://add')).toBe('spool://add')
  expect(locationIn('https://example.org/?url=x')).toBe('https://example.org/?url=x')
})
