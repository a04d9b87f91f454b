import { useId, type ComponentProps, type ReactNode } from 'react'
import { t } from '../../../shared/language.ts'

interface LabelledProps {
  label: string
  hint?: string
  children: ReactNode
}

/** A field under its name, and what there is to know of it. */
export function Labelled({ label, hint, children }: LabelledProps) {
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{label}</span>
      {children}
      {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
    </div>
  )
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  label: string
  isBad?: boolean
  onText: (text: string) => void
}

/** A text under its name, which says so where it means nothing. */
export function Field({ label, isBad = false, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <Labelled label={label}>
      <TextField label={label} aria-describedby={id} isBad={isBad} {...rest} />
      {isBad && (
        <span id={id} className="text-sm text-danger">
          {t('library.bad')}
        </span>
      )}
    </Labelled>
  )
}

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
