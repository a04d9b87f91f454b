import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import { joinArguments, splitArguments } from '../../../shared/preset.ts'
import { textField } from '../publish/field.ts'
import type { FieldInputProps } from './field-input.tsx'

/** Options of FFmpeg as a line; split into a list as a shell would, and never given to one. */
export function OptionsInput({ id, value, describedBy, set }: Omit<FieldInputProps, 'input'>) {
  const [line, setLine] = useState(() => joinArguments(wordsOf(value)))
  const isOpen = splitArguments(line) === null
  return (
    <span className="flex flex-col gap-1">
      <input
        id={id}
        className={`${textField} font-mono text-sm`}
        spellCheck={false}
        placeholder="-tune film"
        value={line}
        aria-invalid={describedBy !== undefined}
        aria-describedby={describedBy}
        onChange={({ target }) => {
          setLine(target.value)
          // What cannot be split yet is no option either, and is refused as such.
          set(splitArguments(target.value) ?? [target.value])
        }}
      />
      <span className="text-sm text-muted">
        {isOpen ? t('presets.quote') : t('presets.optionsHint')}
      </span>
    </span>
  )
}

const wordsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((word) => typeof word === 'string') : []
