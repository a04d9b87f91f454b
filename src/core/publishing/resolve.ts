import { randomUUID } from 'node:crypto'
import { folderTargetSchema, targetSchema, type Target } from '../../shared/destination.ts'
import { deliverySchema, type Delivery } from '../../shared/delivery.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Place } from '../../shared/job.ts'
import type { Destination } from '../../shared/pipeline.ts'
import type { Database } from '../database/index.ts'

/**
 * The place a pipeline names, with all that is set for it now.
 *
 * @throws SpoolError `gone` where it was removed
 */
export function targetOf(database: Database, destination: Destination): Target {
  if (destination.kind === 'folder') return folderTargetSchema.parse(destination)
  const row = database.destinations.byId.get({ id: destination.id })
  if (row) return targetSchema.parse(JSON.parse(row.target))
  throw new SpoolError(
    'gone',
    'This destination was removed. Add the source again with another destination.',
  )
}

/** A destination as people recognise it. */
export function destinationName(database: Database, destination: Destination): string {
  const place = placeOf(database, destination)
  return place.kind === 'folder' ? place.path : (place.name ?? 'a removed destination')
}

export const placeOf = (database: Database, destination: Destination): Place =>
  destination.kind === 'folder'
    ? destination
    : {
        kind: 'saved',
        name: database.destinations.byId.get({ id: destination.id })?.name ?? null,
      }

/** How far this publication is; a new one where it was not begun, under a marker of its own. */
export function deliveryOf(database: Database, workKey: string): Delivery {
  const row = database.destinations.delivery.get({ workKey })
  return deliverySchema.parse(
    row ? JSON.parse(row.state) : { marker: `spool-${randomUUID().replaceAll('-', '')}` },
  )
}
