import { useId } from 'react'
import { t } from '../../../shared/language.ts'
import { placeName, type PresetProblem } from '../../../shared/preset.ts'
import { choiceName } from './choice-name.ts'
import { valueAt, withValueAt, type Draft } from './draft.ts'
import { FieldInput } from './field-input.tsx'
import type { Field, Input } from './fields.ts'

interface FieldRowProps {
  field: Field
  draft: Draft
  problems: readonly PresetProblem[]
  disabled: boolean
  onChange: (draft: Draft) => void
}

/** One value of a preset with its name, and what is wrong with it. */
export function FieldRow({ field, draft, problems, disabled, onChange }: FieldRowProps) {
  const id = useId()
  const { path, input } = field
  const label = placeName(path)
  const value = valueAt(draft, path)
  const problem = problems.find(({ path: at }) => isOf(at, field))?.text
  const isPart = path.split('.').length > (path.startsWith('edits.') ? 2 : 3)
  return (
    <div className="grid grid-cols-[minmax(9rem,15rem)_minmax(0,1fr)] items-center gap-x-4 gap-y-1 max-[700px]:grid-cols-1">
      <label htmlFor={id} className={isPart ? 'ps-4 text-muted' : 'text-muted'}>
        {label}
      </label>
      {disabled ? (
        <span className="truncate py-1 tabular-nums">{written(value, input)}</span>
      ) : (
        <FieldInput
          {...{ id, label, input, value }}
          describedBy={problem === undefined ? undefined : `${id}-problem`}
          set={(next) => {
            onChange(withValueAt(draft, path, next))
          }}
        />
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="col-start-2 text-sm text-danger max-[700px]:col-start-1">
          {problem}
        </p>
      )}
    </div>
  )
}

/** A list's words have places of their own, but one line. */
const isOf = (at: string, { path, input }: Field): boolean =>
  at === path || (input.kind === 'options' && at.startsWith(`${path}.`))

/** A value that cannot be changed, as text. */
function written(value: unknown, input: Input): string {
  switch (input.kind) {
    case 'switch':
      return t(value === input.off ? 'presets.no' : 'presets.yes')
    case 'variant':
      return choiceName(value === null ? 'off' : valueAt(value, input.by))
    case 'choice':
      return choiceName(value)
    case 'options':
      return Array.isArray(value) && value.length > 0 ? value.join(' ') : '–'
    default:
      return typeof value === 'number' || (typeof value === 'string' && value !== '')
        ? String(value)
        : '–'
  }
}
