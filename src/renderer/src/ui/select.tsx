import { ChevronsUpDown } from 'lucide-react'
import { later } from '../lib/later.ts'
import { LaterPart } from '../lib/later-part.tsx'
import { selectTrigger, type SelectProps } from './select-look.ts'

const SelectPopup = later(async () => (await import('./select-popup.tsx')).SelectPopup)

/** One of several by its name, to be changed in a list that opens. */
export function Select(props: SelectProps) {
  return (
    <LaterPart fallback={<Closed {...props} />}>
      <SelectPopup {...props} />
    </LaterPart>
  )
}

/** As it looks, until it can be opened. */
function Closed({ label, compact = false, value, options }: SelectProps) {
  return (
    <button type="button" aria-label={label} className={selectTrigger(compact)}>
      <span className="grow truncate">
        {options.find((option) => option.value === value)?.name}
      </span>
      <ChevronsUpDown className="size-3.5 text-muted" aria-hidden />
    </button>
  )
}
