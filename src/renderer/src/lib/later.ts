import { lazy, type ComponentType } from 'react'
import { painted } from './painted.ts'

/**
 * A part of the window that is not in its first picture: its code is read once that is drawn,
 * whether it is wanted by then or not, so that nothing is waited for later.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  const loaded = painted.then(load).then((component) => ({ default: component }))
  return lazy(() => loaded)
}
