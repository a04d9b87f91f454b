import { useId } from 'react'
import { t } from '../../../shared/language.ts'
import { placeName } from '../../../shared/preset.ts'
import { textField } from '../publish/field.ts'
import { Select } from '../ui/select.tsx'
import { valueAt, withValueAt, type Draft, type Field } from './fields.ts'

interface FieldRowProps {
  field: Field
  draft: Draft
  problem: string | undefined
  disabled: boolean
  onChange: (draft: Draft) => void
}

/** One value of a preset with its name, and what is wrong with it. */
export function FieldRow({ field, draft, problem, disabled, onChange }: FieldRowProps) {
  const id = useId()
  const label = placeName(field.path)
  const value = valueAt(draft, field.path)
  if (value === undefined) return null
  const set = (next: unknown) => {
    onChange(withValueAt(draft, field.path, next))
  }
  return (
    <div className="grid grid-cols-[11rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <Input id={id} label={label} {...{ field, value, disabled, set }} />
      {problem !== undefined && <p className="col-start-2 text-sm text-danger">{problem}</p>}
    </div>
  )
}

interface InputProps {
  id: string
  label: string
  field: Field
  value: unknown
  disabled: boolean
  set: (value: unknown) => void
}

function Input({ id, label, field: { input }, value, disabled, set }: InputProps) {
  switch (input.kind) {
    case 'switch':
      return (
        <input
          id={id}
          type="checkbox"
          className="size-4 justify-self-start accent-accent"
          checked={value !== input.off}
          disabled={disabled}
          onChange={({ target }) => {
            set(target.checked ? input.on : input.off)
          }}
        />
      )
    case 'choice':
      return disabled ? (
        <span id={id}>{choiceName(value)}</span>
      ) : (
        <Select
          label={label}
          value={String(value)}
          options={input.values.map((one) => ({ value: String(one), name: choiceName(one) }))}
          onChange={(chosen) => {
            set(input.values.find((one) => String(one) === chosen))
          }}
        />
      )
    case 'number':
      if (disabled) return <span className="tabular-nums">{String(value)}</span>
      return (
        <input
          id={id}
          type="number"
          step={input.step}
          className={`${textField} max-w-32 tabular-nums`}
          value={typeof value === 'number' ? value : ''}
          disabled={disabled}
          onChange={({ target }) => {
            set(target.value === '' ? null : target.valueAsNumber)
          }}
        />
      )
    case 'words':
      return (
        <input
          id={id}
          className={textField}
          value={typeof value === 'string' ? value : ''}
          disabled={disabled}
          onChange={({ target }) => {
            set(target.value)
          }}
        />
      )
  }
}

const named = [
  ...(['fitting', 'always', 'never', 'off', 'light', 'strong', 'detected', 'to-sdr'] as const),
  ...(['keep', 'clean', 'drop', 'burn', 'top-left', 'top', 'top-right', 'left'] as const),
  ...(['centre', 'right', 'bottom-left', 'bottom', 'bottom-right'] as const),
]

function choiceName(value: unknown): string {
  const known = named.find((name) => name === value)
  if (known !== undefined) return t(`presets.choice.${known}`)
  const codecs: Record<string, string> = { h264: 'H.264', hevc: 'HEVC', av1: 'AV1', vp9: 'VP9' }
  return typeof value === 'number' ? `${value}°` : (codecs[String(value)] ?? String(value))
}
