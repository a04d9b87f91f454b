import { useState } from 'react'
import { hasWebhook } from '../../../shared/after-step.ts'
import type { Account, SavedDestination } from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { AfterFields } from './after-fields.tsx'
import { draftFrom, readDraft, type TargetDraft } from './target-draft.ts'
import { MoreFields, NeededFields } from './target-fields.tsx'
import { Field, TextField } from '../ui/field.tsx'

export type Subject =
  { kind: 'new'; draft: TargetDraft } | { kind: 'saved'; place: SavedDestination }

interface DestinationDialogProps {
  subject: Subject
  accounts: readonly Account[]
  onClose: () => void
  onSaved: () => void
}

/** A destination with all that can be set for it, new or to be changed. */
export function DestinationDialog({ subject, accounts, onClose, onSaved }: DestinationDialogProps) {
  const before = subject.kind === 'saved' ? subject.place : null
  const [name, setName] = useState(before?.name ?? '')
  const [draft, setDraft] = useState(
    subject.kind === 'saved' ? draftFrom(subject.place.target) : subject.draft,
  )
  const [accessKeyId, setAccessKeyId] = useState('')
  const [secretAccessKey, setSecretAccessKey] = useState('')
  const [signingSecret, setSigningSecret] = useState('')
  const target = readDraft(draft)
  const hasKeys = accessKeyId.trim() !== '' && secretAccessKey.trim() !== ''
  const hasSecret = before !== null && hasWebhook(before.target.after)
  const lacksKeys = draft.kind === 's3' && before === null && !hasKeys
  const lacksSecret =
    target !== null && hasWebhook(target.after) && !hasSecret && signingSecret === ''
  const save = (): void => {
    if (!target) return
    attempt(async () => {
      await call('destination.save', {
        ...(before && { id: before.id }),
        ...{ name: name.trim(), target },
        ...(hasKeys ? { credentials: { accessKeyId, secretAccessKey } } : {}),
        ...(signingSecret === '' ? {} : { signingSecret }),
      })
      onClose()
      onSaved()
    })
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        before ? t('destinations.edit', { name: before.name }) : t(`destinations.new.${draft.kind}`)
      }
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={name.trim() === '' || !target || lacksKeys || lacksSecret}
            onClick={save}
          >
            {t(before ? 'destinations.save' : 'destinations.add')}
          </Button>
        </>
      }
    >
      <Field label={t('destinations.name')}>
        <TextField label={t('destinations.name')} value={name} maxLength={100} onText={setName} />
      </Field>
      <NeededFields draft={draft} accounts={accounts} onChange={setDraft} />
      {draft.kind === 's3' && (
        <Keys
          isKept={before !== null}
          {...{ accessKeyId, setAccessKeyId, secretAccessKey, setSecretAccessKey }}
        />
      )}
      <details>
        <summary className="cursor-default font-medium">{t('destinations.more')}</summary>
        <div className="mt-3 flex flex-col gap-4">
          <p className="text-sm text-muted">{t('destinations.words')}</p>
          <MoreFields draft={draft} onChange={setDraft} />
        </div>
      </details>
      <details open={draft.after.length > 0}>
        <summary className="cursor-default font-medium">{t('destinations.after.title')}</summary>
        <div className="mt-3 flex flex-col gap-3">
          <AfterFields
            steps={draft.after}
            onChange={(after) => {
              setDraft({ ...draft, after })
            }}
            secret={signingSecret}
            hasSecret={hasSecret}
            onSecret={setSigningSecret}
          />
        </div>
      </details>
    </Dialog>
  )
}

interface KeysProps {
  isKept: boolean
  accessKeyId: string
  setAccessKeyId: (text: string) => void
  secretAccessKey: string
  setSecretAccessKey: (text: string) => void
}

function Keys({ isKept, ...keys }: KeysProps) {
  const placeholder = isKept ? t('destinations.kept') : ''
  return (
    <>
      <Field label={t('destinations.accessKeyId')}>
        <TextField
          label={t('destinations.accessKeyId')}
          placeholder={placeholder}
          value={keys.accessKeyId}
          onText={keys.setAccessKeyId}
        />
      </Field>
      <Field label={t('destinations.secretAccessKey')} hint={t('destinations.inKeyStore')}>
        <TextField
          type="password"
          label={t('destinations.secretAccessKey')}
          placeholder={placeholder}
          value={keys.secretAccessKey}
          onText={keys.setSecretAccessKey}
        />
      </Field>
    </>
  )
}
