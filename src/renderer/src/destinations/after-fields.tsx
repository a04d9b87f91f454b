import { SquareTerminal, Trash2, Webhook } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import { textField } from '../publish/field.ts'
import { Button } from '../ui/button.tsx'
import type { StepDraft } from './target-draft.ts'
import { Field, TextField } from '../ui/field.tsx'

interface AfterFieldsProps {
  steps: readonly StepDraft[]
  onChange: (steps: StepDraft[]) => void
  secret: string
  /** Whether one is in the key store already. */
  hasSecret: boolean
  onSecret: (secret: string) => void
}

/** What is done once a video is published: web servers that are told, programs that are run. */
export function AfterFields({ steps, onChange, secret, hasSecret, onSecret }: AfterFieldsProps) {
  return (
    <>
      <p className="text-muted">{t('destinations.after.text')}</p>
      {steps.map((step, at) => (
        // A step has nothing of its own but its place.
        <div key={at} className="flex items-start gap-2">
          <div className="flex min-w-0 grow flex-col gap-1">
            <StepFields
              step={step}
              onChange={(changed) => {
                onChange(steps.map((other, place) => (place === at ? changed : other)))
              }}
            />
          </div>
          <Button
            look="ghost"
            small
            iconOnly
            aria-label={t('destinations.after.remove', { number: at + 1 })}
            onClick={() => {
              onChange(steps.filter((_other, place) => place !== at))
            }}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <div className="flex gap-2">
        <Button
          small
          disabled={steps.length >= 5}
          onClick={() => {
            onChange([...steps, { kind: 'webhook', url: '' }])
          }}
        >
          <Webhook aria-hidden />
          {t('destinations.after.addWebhook')}
        </Button>
        <Button
          small
          disabled={steps.length >= 5}
          onClick={() => {
            onChange([...steps, { kind: 'command', lines: '', timeoutSeconds: '60' }])
          }}
        >
          <SquareTerminal aria-hidden />
          {t('destinations.after.addCommand')}
        </Button>
      </div>
      {steps.some(({ kind }) => kind === 'webhook') && (
        <Field label={t('destinations.after.secret')} hint={t('destinations.after.secretHint')}>
          <div className="flex gap-2">
            <TextField
              label={t('destinations.after.secret')}
              value={secret}
              placeholder={hasSecret ? t('destinations.kept') : ''}
              onText={onSecret}
            />
            <Button
              onClick={() => {
                onSecret(newSecret())
              }}
            >
              {t('destinations.after.makeSecret')}
            </Button>
          </div>
        </Field>
      )}
    </>
  )
}

interface StepFieldsProps {
  step: StepDraft
  onChange: (step: StepDraft) => void
}

function StepFields({ step, onChange }: StepFieldsProps) {
  if (step.kind === 'webhook') {
    return (
      <TextField
        label={t('destinations.after.url')}
        placeholder={t('destinations.after.url')}
        value={step.url}
        onText={(url) => {
          onChange({ ...step, url })
        }}
      />
    )
  }
  return (
    <>
      <textarea
        rows={2}
        aria-label={t('destinations.after.argv')}
        placeholder={t('destinations.after.argv')}
        className={textField}
        value={step.lines}
        onChange={(event) => {
          onChange({ ...step, lines: event.target.value })
        }}
      />
      <label className="flex items-center gap-2 text-sm text-muted">
        {t('destinations.after.timeout')}
        <input
          type="number"
          min={1}
          max={3_600}
          className={`${textField} w-20!`}
          value={step.timeoutSeconds}
          onChange={(event) => {
            onChange({ ...step, timeoutSeconds: event.target.value })
          }}
        />
      </label>
    </>
  )
}

/** As Standard Webhooks write them: 32 bytes by chance. */
const newSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
