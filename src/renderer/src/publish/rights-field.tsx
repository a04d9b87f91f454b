import { useState } from 'react'
import type { SourceId } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import type { Leg } from '../../../shared/review.ts'
import { Button } from '../ui/button.tsx'
import { setRights } from './actions.ts'
import { textField } from './field.ts'

/** By what right the source may be published: one click for its own work, a word for the rest. */
export function RightsField({ leg, sourceId }: { leg: Leg; sourceId: SourceId }) {
  const { rights } = leg
  const [open, setOpen] = useState<'creative-commons' | 'licensed' | null>(null)
  const missing = leg.problems.some(({ kind }) => kind === 'rights')
  if (rights !== null && open === null) {
    return (
      <p className="flex items-center gap-2 text-sm text-muted">
        <span className="min-w-0 grow truncate">
          {t(`publish.rights.${rights.kind}`)}
          {rights.kind === 'creative-commons' && ` – ${rights.attribution}`}
          {rights.kind === 'licensed' && rights.note !== '' && ` – ${rights.note}`}
        </span>
        <Button
          small
          look="ghost"
          onClick={() => {
            setOpen('licensed')
          }}
        >
          {t('publish.rights.change')}
        </Button>
      </p>
    )
  }
  if (!missing && open === null) return null
  return (
    <div
      role="group"
      aria-label={t('publish.rights.label')}
      className="flex flex-col gap-3 rounded-lg border border-line bg-warning-soft p-3"
    >
      <p className="text-text">{t('publish.rights.missing', { source: leg.sourceTitle })}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          small
          look="primary"
          onClick={() => {
            setOpen(null)
            setRights(sourceId, { kind: 'mine' })
          }}
        >
          {t('publish.rights.mine')}
        </Button>
        {(['licensed', 'creative-commons'] as const).map((kind) => (
          <Button
            key={kind}
            small
            aria-expanded={open === kind}
            onClick={() => {
              setOpen(kind)
            }}
          >
            {t(`publish.rights.${kind}`)}
          </Button>
        ))}
      </div>
      {open !== null && (
        <RightsText
          key={open}
          kind={open}
          onSave={(text) => {
            setOpen(null)
            setRights(
              sourceId,
              open === 'licensed' ? { kind: open, note: text } : { kind: open, attribution: text },
            )
          }}
        />
      )}
    </div>
  )
}

interface RightsTextProps {
  kind: 'creative-commons' | 'licensed'
  onSave: (text: string) => void
}

function RightsText({ kind, onSave }: RightsTextProps) {
  const [text, setText] = useState('')
  const enough = kind === 'licensed' || text.trim() !== ''
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (enough) onSave(text.trim())
      }}
    >
      <input
        type="text"
        className={textField}
        value={text}
        maxLength={2_000}
        aria-label={t(`publish.rights.text.${kind}`)}
        placeholder={t(`publish.rights.text.${kind}`)}
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <Button type="submit" disabled={!enough}>
        {t('publish.rights.save')}
      </Button>
    </form>
  )
}
