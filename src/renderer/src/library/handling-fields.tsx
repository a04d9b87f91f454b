import { t } from '../../../shared/language.ts'
import { useApp } from '../app/app-store.ts'
import { priorities } from '../queue/job-actions.ts'
import { RateSelect } from '../settings/bandwidth-fields.tsx'
import { exampleName, nameWords } from '../settings/name-example.ts'
import { Select } from '../ui/select.tsx'
import type { FieldsProps } from './options-draft.ts'
import { CheckedField } from './checked-field.tsx'
import { Field } from '../ui/field.tsx'

/** How a source's jobs are treated: how soon, how fast, and what their files are called. */
export function HandlingFields({ draft, bad, set }: FieldsProps) {
  const general = useApp((state) => state.settings?.names.download) ?? '{title}'
  return (
    <>
      <div className="grid grid-cols-2 gap-x-3">
        <Field label={t('queue.priority')}>
          <Select
            label={t('queue.priority')}
            value={draft.priority}
            options={offeredPriorities(draft.priority)}
            onChange={(priority) => {
              set({ priority })
            }}
          />
        </Field>
        <Field label={t('library.limit')}>
          <RateSelect
            label={t('library.limit')}
            value={draft.bytesPerSecond}
            onChange={(bytesPerSecond) => {
              set({ bytesPerSecond })
            }}
          />
        </Field>
      </div>
      <div className="flex flex-col gap-1">
        <CheckedField
          label={t('library.naming')}
          isBad={bad.includes('naming')}
          value={draft.naming}
          placeholder={t('library.namingDefault', { template: general })}
          onText={(naming) => {
            set({ naming })
          }}
        />
        <span className="text-sm text-muted">
          {draft.naming.trim() === ''
            ? t('downloads.nameHint', { words: nameWords.map((word) => `{${word}}`).join(' ') })
            : t('downloads.nameExample', { name: exampleName(draft.naming) })}
        </span>
      </div>
    </>
  )
}

/** The usual ones, and the one it has. */
function offeredPriorities(present: string): { value: string; name: string }[] {
  const usual = priorities().map(({ value, name }) => ({ value: String(value), name }))
  if (usual.some(({ value }) => value === present)) return usual
  return [...usual, { value: present, name: t('queue.priorityOf', { priority: present }) }]
}
