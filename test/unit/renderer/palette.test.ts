import { Settings } from 'lucide-react'
import { describe, expect, it } from 'vitest'
import { rank, type PaletteItem } from '../../../src/renderer/src/palette/items.ts'

const item = (id: string, name: string): PaletteItem => ({
  ...{ id, name, icon: Settings, keys: undefined },
  group: 'actions',
  run: () => undefined,
})
const items = [
  item('pause', 'Pause (finish current)'),
  item('freeze', 'Freeze now'),
  item('screen.queue', 'Go to Queue'),
  item('screen.publish', 'Go to Publish'),
]
const names = (wanted: string, recent: string[] = []) =>
  rank(items, wanted, recent).map(({ id }) => id)

describe('the palette', () => {
  it('offers everything, what was used last first', () => {
    expect(names('')).toEqual(items.map(({ id }) => id))
    expect(names(' ', ['screen.queue', 'gone', 'freeze'])).toEqual([
      'screen.queue',
      'freeze',
      'pause',
      'screen.publish',
    ])
  })

  it.each([
    ['frz', 'freeze'],
    ['publish', 'screen.publish'],
    ['goque', 'screen.queue'],
    ['PAUSE', 'pause'],
  ])('finds “%s”', (wanted, id) => {
    expect(names(wanted)[0]).toBe(id)
  })

  it('prefers what was used last among equals', () => {
    expect(names('go to', ['screen.publish'])[0]).toBe('screen.publish')
  })

  it('finds nothing for what is nowhere in it', () => {
    expect(names('xyzzy')).toEqual([])
  })
})
