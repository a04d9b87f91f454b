import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { SourceSummary } from '../../../shared/source.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { draftOf, readDraft } from './options-draft.ts'
import { OptionsFields } from './options-fields.tsx'
import { TermsFields } from '../publish/terms-fields.tsx'
import { useTerms } from '../publish/use-terms.ts'
import { PipelineFields, type PipelineDraft } from './pipeline-fields.tsx'

interface SourceDialogProps {
  source: SourceSummary
  onClose: () => void
}

/** All that can be set of a source. */
export function SourceDialog({ source, onClose }: SourceDialogProps) {
  const [draft, setDraft] = useState(draftOf(source))
  const [pipeline, setPipeline] = useState(pipelineOf(source))
  const [remake, setRemake] = useState(false)
  const { terms, setTerms, isEnough, save: saveTerms } = useTerms(source.id)
  const { options, bad } = readDraft(draft)
  const isOtherPipeline = JSON.stringify(pipeline) !== JSON.stringify(pipelineOf(source))
  const save = (): void => {
    if (!options) return
    const change = { ...options, ...(isOtherPipeline ? { ...pipeline, remake } : {}) }
    attempt(async () => {
      await call('source.change', { id: source.id, change })
      await saveTerms()
      onClose()
    })
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('library.settings')}
      description={source.title}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={options === null || !isEnough} onClick={save}>
            {t('library.save')}
          </Button>
        </>
      }
    >
      <PipelineFields draft={pipeline} onChange={setPipeline} />
      {isOtherPipeline && <Consequences remake={remake} onChange={setRemake} />}
      {terms && <TermsFields terms={terms} onChange={setTerms} />}
      <OptionsFields
        draft={draft}
        bad={bad ?? []}
        isLocal={!/^https?:/i.test(source.location)}
        onChange={setDraft}
      />
    </Dialog>
  )
}

const pipelineOf = ({ preset, morePresets, destinations }: SourceSummary): PipelineDraft => ({
  preset,
  morePresets,
  destinations,
})

interface ConsequencesProps {
  remake: boolean
  onChange: (remake: boolean) => void
}

/** What another preset or another place means for what is under way and what is done. */
function Consequences({ remake, onChange }: ConsequencesProps) {
  return (
    <div className="flex flex-col gap-2 rounded-md bg-accent-soft px-3 py-2 text-sm">
      <p>{t('library.queuedStay')}</p>
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0 accent-accent"
          checked={remake}
          onChange={(event) => {
            onChange(event.target.checked)
          }}
        />
        {t('library.remake')}
      </label>
    </div>
  )
}
