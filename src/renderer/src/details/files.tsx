import { FolderOpen } from 'lucide-react'
import { formatBytes, formatDuration } from '../../../shared/format.ts'
import type { Artefact, ArtefactKind } from '../../../shared/job.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Section } from './section.tsx'

const kinds: Record<ArtefactKind, string> = {
  download: 'Download',
  rendition: 'Rendition',
  publication: 'Published',
  thumbnail: 'Thumbnail',
  metadata: 'Metadata',
  subtitles: 'Subtitles',
  sample: 'Sample',
}

export function Files({ artefacts }: { artefacts: readonly Artefact[] }) {
  return (
    <Section title="Files">
      <ul className="flex flex-col gap-1">
        {artefacts.map((artefact) => (
          <li
            key={artefact.id}
            className="flex items-center gap-2 rounded-md border border-line py-1.5 pr-1.5 pl-2.5"
          >
            <span className="min-w-0 grow">
              <span className="block truncate" title={artefact.path}>
                {nameOf(artefact.path)}
              </span>
              <span className="block text-sm text-muted tabular-nums">
                {[
                  kinds[artefact.kind],
                  formatBytes(artefact.bytes),
                  artefact.durationSeconds === null ? [] : formatDuration(artefact.durationSeconds),
                ]
                  .flat()
                  .join(' · ')}
              </span>
            </span>
            <Button
              small
              onClick={() => {
                attempt(() => call('artefact.reveal', { id: artefact.id }))
              }}
            >
              <FolderOpen aria-hidden />
              Show in folder
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
