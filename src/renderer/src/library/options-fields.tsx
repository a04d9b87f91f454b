import { FilterFields } from './filter-fields.tsx'
import { HandlingFields } from './handling-fields.tsx'
import type { BadField, FieldsProps, OptionsDraft } from './options-draft.ts'
import { WatchField } from './watch-field.tsx'

interface OptionsFieldsProps {
  draft: OptionsDraft
  bad: readonly BadField[]
  /** Whether it is a folder of this computer. */
  isLocal: boolean
  onChange: (draft: OptionsDraft) => void
}

/** When a source is looked at again, which of its videos are wanted, and how they are treated. */
export function OptionsFields({ draft, bad, isLocal, onChange }: OptionsFieldsProps) {
  const fields: FieldsProps = {
    draft,
    bad,
    set: (change) => {
      onChange({ ...draft, ...change })
    },
  }
  return (
    <>
      <WatchField {...fields} isLocal={isLocal} />
      <FilterFields {...fields} />
      <HandlingFields {...fields} />
    </>
  )
}
