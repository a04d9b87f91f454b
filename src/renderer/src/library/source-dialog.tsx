import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { SourceSummary } from '../../../shared/source.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { draftOf, readDraft } from './options-draft.ts'
import { OptionsFields } from './options-fields.tsx'

interface SourceDialogProps {
  source: SourceSummary
  onClose: () => void
}

/** What is wanted of a source, and when it is looked at again. */
export function SourceDialog({ source, onClose }: SourceDialogProps) {
  const [draft, setDraft] = useState(draftOf(source))
  const { options, bad } = readDraft(draft)
  const save = (): void => {
    if (!options) return
    attempt(async () => {
      await call('source.change', { id: source.id, options })
      onClose()
    })
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('library.edit')}
      description={source.title}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={options === null} onClick={save}>
            {t('library.save')}
          </Button>
        </>
      }
    >
      <OptionsFields
        draft={draft}
        bad={bad ?? []}
        isLocal={!/^https?:/i.test(source.location)}
        onChange={setDraft}
      />
    </Dialog>
  )
}
