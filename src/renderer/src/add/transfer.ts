import { parseLocations } from './dropped-locations.ts'

/** The locations in something dropped or pasted: files first, else links, else lines of text. */
export function locationsIn(transfer: DataTransfer): string[] {
  const files = [...transfer.files]
    .map((file) => window.spool.pathForFile(file))
    .filter((path) => path !== '')
  if (files.length > 0) return [...new Set(files)]
  const text = transfer.getData('text/uri-list') || transfer.getData('text/plain')
  return parseLocations(text, window.spool.platform)
}

/** Whether a drag brings something that can be added. Its content is secret until the drop. */
export const bringsSources = (transfer: DataTransfer | null): boolean =>
  transfer !== null &&
  ['Files', 'text/uri-list', 'text/plain'].some((type) => transfer.types.includes(type))

/** Whether keys and pastes belong to the element: it takes text itself. */
export const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=range]), textarea, select'))
