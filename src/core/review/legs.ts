import { destinationSchema, platformOf, type Destination } from '../../shared/pipeline.ts'
import { presetIn } from '../presets/catalogue.ts'
import { proposedMetadata } from '../../shared/proposal.ts'
import {
  draftSchema,
  limitProblems,
  metadataSchema,
  type Draft,
  type Metadata,
} from '../../shared/publication.ts'
import type { Leg, LegState } from '../../shared/review.ts'
import { withAttribution, type Rights } from '../../shared/rights.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Database, LegRow } from '../database/index.ts'
import { destinationName, factsOf, targetOf } from '../publishing/index.ts'
import { workKey } from '../queue/work-key.ts'
import { isOpen, readRights } from './gate.ts'

/** A leg as the review shows it. */
export function legOf(database: Database, row: LegRow): Leg {
  const { video_id: videoId, preset, preset_version: presetVersion, destination: stored } = row
  if (videoId === null || preset === null || stored === null) {
    throw new SpoolError('gone', 'The video of this job is gone. Add its source again.')
  }
  const destination = destinationSchema.parse(JSON.parse(stored))
  const rights = readRights(row.rights)
  const draft = draftOf(row)
  const open = isOpen(database, destination)
  const isThere = exists(database, destination)
  const metadata = isThere
    ? metadataOf(database, row, draft, rights)
    : metadataOf(database, { ...row, destination: nowhere }, draft, rights)
  const file = (type: 'transform' | 'download', kind: 'rendition' | 'download' | 'thumbnail') =>
    database.publications.fileOf.get({
      workKey: workKey({ type, videoId, preset, presetVersion }),
      kind,
    })
  const rendition = file('transform', 'rendition')
  return {
    id: row.id,
    videoId,
    sourceId: row.source_id,
    videoTitle: row.video_title,
    sourceTitle: row.source_title,
    preset,
    destination,
    destinationName: destinationName(database, destination),
    platform: platformOf(destination),
    public: open,
    state: stateOf(row),
    rights,
    metadata,
    draft,
    problems: [
      ...(isThere ? [] : [{ kind: 'destination' as const }]),
      ...(open && rights === null ? [{ kind: 'rights' as const }] : []),
      ...(platformOf(destination) === 'youtube' ? limitProblems(metadata) : []),
    ],
    durationSeconds: rendition?.duration_seconds ?? null,
    bytes: rendition?.bytes ?? null,
    rendition: rendition?.id ?? null,
    original: file('download', 'download')?.id ?? null,
    thumbnail: (file('transform', 'thumbnail') ?? file('download', 'thumbnail'))?.id ?? null,
  }
}

/** Stands in for a destination that was removed, so that the leg can still be looked at. */
const nowhere = JSON.stringify({ kind: 'folder', path: '-' })

const exists = (database: Database, destination: Destination): boolean =>
  destination.kind === 'folder' ||
  database.destinations.byId.get({ id: destination.id }) !== undefined

export const draftOf = (row: { draft: string | null } | undefined): Draft =>
  draftSchema.parse(JSON.parse(row?.draft ?? '{}'))

/** What is told about a video where it goes: as the destination proposes, changed by a person. */
export function metadataOf(
  database: Database,
  { destination, preset, video_id: videoId, source_id: sourceId }: LegOf,
  draft: Draft,
  rights: Rights | null,
): Metadata {
  const target = targetOf(database, destinationSchema.parse(JSON.parse(destination ?? '')))
  const facts = factsOf(
    database,
    { videoId, sourceId },
    presetIn(database, preset ?? '')?.name ?? '',
  )
  const proposed = proposedMetadata(target, facts)
  return metadataSchema.parse({
    ...proposed,
    ...draft,
    description: withAttribution(draft.description ?? proposed.description, rights),
  })
}

type LegOf = Pick<LegRow, 'destination' | 'preset' | 'video_id' | 'source_id'>

function stateOf(row: LegRow): LegState {
  if (row.hold === 'input') return { kind: 'making' }
  if (row.hold === 'review') return { kind: 'review' }
  return { kind: 'approved', undoUntil: row.undo_until ?? 0, at: row.queued_at }
}
