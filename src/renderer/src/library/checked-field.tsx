import { useId } from 'react'
import { t } from '../../../shared/language.ts'
import { Field, TextField, type TextFieldProps } from '../ui/field.tsx'

/** A text under its name, which says so where it means nothing. */
export function CheckedField({ label, isBad = false, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <Field label={label}>
      <TextField label={label} aria-describedby={id} isBad={isBad} {...rest} />
      {isBad && (
        <span id={id} className="text-sm text-danger">
          {t('library.bad')}
        </span>
      )}
    </Field>
  )
}
