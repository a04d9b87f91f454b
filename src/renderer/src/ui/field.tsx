import type { ComponentProps, ReactNode } from 'react'
import { Select } from './select.tsx'

interface FieldProps {
  label: string
  hint?: string | undefined
  children: ReactNode
}

/** A control with its name above and what it means below. */
export function Field({ label, hint, children }: FieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{label}</span>
      {children}
      {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
    </div>
  )
}

interface ChoiceProps<T extends string | number> {
  label: string
  hint?: string
  value: T
  options: readonly T[]
  nameOf: (value: T) => string
  onChange: (value: T) => void
}

/** One of some values; one set elsewhere stays among them. */
export function Choice<T extends string | number>(props: ChoiceProps<T>) {
  const { label, hint, value, options, nameOf, onChange } = props
  const all = options.includes(value) ? options : [...options, value]
  return (
    <Field label={label} hint={hint}>
      <Select
        label={label}
        value={String(value)}
        options={all.map((one) => ({ value: String(one), name: nameOf(one) }))}
        onChange={(chosen) => {
          const found = all.find((one) => String(one) === chosen)
          if (found !== undefined) onChange(found)
        }}
      />
    </Field>
  )
}

interface CheckProps {
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}

export function Check({ label, hint, checked, onChange }: CheckProps) {
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        checked={checked}
        className="mt-0.5 size-4 shrink-0 accent-accent"
        onChange={({ target }) => {
          onChange(target.checked)
        }}
      />
      <span className="flex flex-col">
        {label}
        {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
      </span>
    </label>
  )
}

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  label: string
  isBad?: boolean
  onText: (text: string) => void
}

/** A line of text; its name is read out, not shown. */
export function TextField({
  label,
  isBad = false,
  onText,
  type = 'text',
  ...rest
}: TextFieldProps) {
  return (
    <input
      type={type}
      aria-label={label}
      aria-invalid={isBad}
      spellCheck={false}
      onChange={(event) => {
        onText(event.target.value)
      }}
      className="h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 text-text shadow-low select-text placeholder:text-faint aria-invalid:border-danger"
      {...rest}
    />
  )
}
