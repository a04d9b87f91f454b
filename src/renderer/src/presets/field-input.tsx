import { FolderOpen, X } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { textField } from '../publish/field.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { choiceName } from './choice-name.ts'
import { valueAt, variantOf } from './draft.ts'
import type { Input } from './fields.ts'
import { OptionsInput } from './options-input.tsx'

export interface FieldInputProps<I extends Input = Input> {
  id: string
  label: string
  input: I
  value: unknown
  /** Its problem's id, where it has one. */
  describedBy: string | undefined
  set: (value: unknown) => void
}

type Of<K extends Input['kind']> = FieldInputProps<Extract<Input, { kind: K }>>

/** Where a value of a preset is entered. */
export function FieldInput({ input, ...rest }: FieldInputProps) {
  switch (input.kind) {
    case 'switch':
      return <SwitchInput input={input} {...rest} />
    case 'choice':
      return <ChoiceInput input={input} {...rest} />
    case 'variant':
      return <VariantInput input={input} {...rest} />
    case 'number':
      return <NumberInput input={input} {...rest} />
    case 'share':
      return <ShareInput input={input} {...rest} />
    case 'colour':
      return <ColourInput input={input} {...rest} />
    case 'words':
      return <WordsInput input={input} {...rest} />
    case 'file':
      return <FileInput input={input} {...rest} />
    case 'options':
      return <OptionsInput {...rest} />
  }
}

const SwitchInput = ({ id, input, value, set }: Of<'switch'>) => (
  <input
    id={id}
    type="checkbox"
    className="size-4 justify-self-start accent-accent"
    checked={value !== input.off}
    onChange={({ target }) => {
      set(target.checked ? input.on : input.off)
    }}
  />
)

const ChoiceInput = ({ label, input, value, set }: Of<'choice'>) => (
  <Select
    label={label}
    value={String(value)}
    options={input.values.map((one) => ({ value: String(one), name: choiceName(one) }))}
    onChange={(chosen) => {
      set(input.values.find((one) => String(one) === chosen))
    }}
  />
)

const VariantInput = ({ label, input, value, set }: Of<'variant'>) => (
  <Select
    label={label}
    value={value === null ? 'off' : String(valueAt(value, input.by))}
    options={Object.keys(input.variants).map((name) => ({ value: name, name: choiceName(name) }))}
    onChange={(chosen) => {
      set(variantOf(value, input.variants[chosen] ?? null, input.by))
    }}
  />
)

const NumberInput = ({ id, input, value, describedBy, set }: Of<'number'>) => (
  <input
    id={id}
    type="number"
    step={input.step}
    className={`${textField} max-w-36 tabular-nums`}
    value={typeof value === 'number' ? value : ''}
    placeholder={input.empty && t(`presets.${input.empty}`)}
    aria-invalid={describedBy !== undefined}
    aria-describedby={describedBy}
    onChange={({ target }) => {
      set(target.value === '' ? null : target.valueAsNumber)
    }}
  />
)

const ShareInput = ({ id, value, set }: Of<'share'>) => (
  <span className="flex max-w-72 items-center gap-3">
    <input
      id={id}
      type="range"
      min={0}
      max={1}
      step={0.01}
      className="min-w-0 grow accent-accent"
      value={Number(value)}
      aria-valuetext={percent(value)}
      onChange={({ target }) => {
        set(target.valueAsNumber)
      }}
    />
    <span className="w-12 text-end text-muted tabular-nums">{percent(value)}</span>
  </span>
)

const percent = (value: unknown): string =>
  t('common.percent', { value: Math.round(Number(value) * 100) })

const ColourInput = ({ id, value, set }: Of<'colour'>) => (
  <input
    id={id}
    type="color"
    className="h-8 w-16 rounded-md border border-line-strong bg-surface p-1"
    value={String(value)}
    onChange={({ target }) => {
      set(target.value)
    }}
  />
)

const WordsInput = ({ id, value, describedBy, set }: Of<'words'>) => (
  <input
    id={id}
    className={textField}
    value={typeof value === 'string' ? value : ''}
    aria-invalid={describedBy !== undefined}
    aria-describedby={describedBy}
    onChange={({ target }) => {
      set(target.value)
    }}
  />
)

function FileInput({ label, input, value, describedBy, set }: Of<'file'>) {
  const path = typeof value === 'string' && value !== '' ? value : null
  const choose = (): void => {
    attempt(async () => {
      const chosen = await call('preset.chooseFile', { kind: input.of })
      if (chosen !== null) set(chosen)
    })
  }
  return (
    <span className="flex items-center gap-2" role="group" aria-label={label}>
      <span
        className={`min-w-0 grow truncate ${path === null ? 'text-muted' : ''}`}
        title={path ?? ''}
      >
        {path?.split(/[\\/]/).at(-1) ??
          t(input.of === 'subtitles' && value === null ? 'presets.ownTrack' : 'presets.noFile')}
      </span>
      {path !== null && input.optional && (
        <Button
          look="ghost"
          iconOnly
          aria-label={t('presets.takeAway', { what: label })}
          onClick={() => {
            set(null)
          }}
        >
          <X aria-hidden />
        </Button>
      )}
      <Button
        aria-label={t('presets.choose', { what: label })}
        aria-describedby={describedBy}
        onClick={choose}
      >
        <FolderOpen aria-hidden />
        {t('common.choose')}
      </Button>
    </span>
  )
}
