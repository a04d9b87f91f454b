import { t } from '../../../shared/language.ts'
import { Select } from '../ui/select.tsx'
import { intervals, type FieldsProps } from './options-draft.ts'
import { watchName } from './source-text.ts'
import { Field, TextField } from '../ui/field.tsx'

interface WatchFieldProps extends Omit<FieldsProps, 'bad'> {
  /** Whether it is a folder of this computer. */
  isLocal: boolean
}

/** When a source is looked at again. */
export function WatchField({ draft, isLocal, set }: WatchFieldProps) {
  const offered = new Set([
    'never',
    ...intervals.map(String),
    'cron',
    ...(isLocal ? ['folder'] : []),
  ])
  const watches = [...offered.add(draft.watch)].map((value) => ({ value, name: watchName(value) }))
  return (
    <Field label={t('library.watch')} hint={t('library.watchHint')}>
      <Select
        label={t('library.watch')}
        value={draft.watch}
        options={watches}
        onChange={(watch) => {
          set({ watch })
        }}
      />
      {draft.watch === 'cron' && (
        <TextField
          label={t('library.cron')}
          value={draft.cron}
          onText={(cron) => {
            set({ cron })
          }}
        />
      )}
    </Field>
  )
}
