import { targetSchema } from '../../shared/destination.ts'
import type { Destination } from '../../shared/pipeline.ts'
import { SpoolError } from '../../shared/errors.ts'
import { isReviewed } from '../../shared/review.ts'
import { rightsSchema, type Rights } from '../../shared/rights.ts'
import type { SourceId } from '../../shared/job.ts'
import type { Database } from '../database/index.ts'

/**
 * Whether a person has to look at a leg before it goes out: as its source says, and always where
 * anyone would see it and nobody said by what right.
 */
export function needsReview(
  database: Database,
  sourceId: SourceId | null,
  destination: Destination,
): boolean {
  const terms = sourceId === null ? undefined : database.publications.terms.get({ id: sourceId })
  const open = isOpen(database, destination)
  return isReviewed(terms?.review ?? 'public', open) || (open && (terms?.rights ?? null) === null)
}

/**
 * Looked at again when a leg goes out: what was approved may have been taken back since.
 *
 * @throws SpoolError `invalid-input` where anyone would see it and nobody says by what right
 */
export function requireRights(
  database: Database,
  sourceId: SourceId | null,
  destination: Destination,
): void {
  if (!isOpen(database, destination)) return
  const terms = sourceId === null ? undefined : database.publications.terms.get({ id: sourceId })
  if ((terms?.rights ?? null) !== null) return
  throw new SpoolError(
    'invalid-input',
    'Nobody says any more by what right this source may be published. Say it, then retry.',
  )
}

/** Whether anyone can see what is published there. */
export function isOpen(database: Database, destination: Destination): boolean {
  if (destination.kind === 'folder') return false
  switch (destination.platform) {
    case 'folder':
      return false
    case 'youtube':
      return true
    case 's3': {
      const row = database.destinations.byId.get({ id: destination.id })
      const target = row && targetSchema.parse(JSON.parse(row.target))
      return target?.kind !== 's3' || target.publicUrl !== null
    }
  }
}

export const readRights = (stored: string | null | undefined): Rights | null =>
  stored == null ? null : rightsSchema.parse(JSON.parse(stored))
