import { FolderOpen } from 'lucide-react'
import { formatBytes, formatDuration } from '../../../shared/format.ts'
import type { Artefact } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { translated } from '../../../shared/sentences.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Section } from './section.tsx'

export function Files({ artefacts }: { artefacts: readonly Artefact[] }) {
  return (
    <Section title={t('details.files')}>
      <ul className="flex flex-col gap-1">
        {artefacts.map((artefact) => (
          <li
            key={artefact.id}
            className="flex items-center gap-2 rounded-md border border-line py-1.5 pe-1.5 ps-2.5"
          >
            <span className="min-w-0 grow">
              <span className="block truncate" title={artefact.path}>
                {nameOf(artefact.path)}
              </span>
              <span className="block text-sm text-muted tabular-nums">
                {[
                  t(`details.artefact.${artefact.kind}`),
                  formatBytes(artefact.bytes),
                  artefact.durationSeconds === null ? [] : formatDuration(artefact.durationSeconds),
                ]
                  .flat()
                  .join(' · ')}
              </span>
              {artefact.notes.map((note) => (
                <span key={note} className="block text-sm text-muted">
                  {translated(note)}
                </span>
              ))}
            </span>
            <Button
              small
              onClick={() => {
                attempt(() => call('artefact.reveal', { id: artefact.id }))
              }}
            >
              <FolderOpen aria-hidden />
              {t('details.showInFolder')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
