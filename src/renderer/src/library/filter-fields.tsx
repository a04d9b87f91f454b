import { t } from '../../../shared/language.ts'
import { Select } from '../ui/select.tsx'
import type { FieldsProps } from './options-draft.ts'
import { CheckedField } from './checked-field.tsx'
import { Field } from '../ui/field.tsx'

/** Which of a source's videos are wanted. */
export function FilterFields({ draft, bad, set }: FieldsProps) {
  const choices = (values: readonly ('include' | 'leave-out' | 'only')[]) =>
    values.map((value) => ({ value, name: t(`library.choice.${value}`) }))
  return (
    <fieldset className="grid grid-cols-2 gap-x-3 gap-y-3">
      <legend className="col-span-2 mb-2 font-semibold">{t('library.wanted')}</legend>
      <CheckedField
        label={t('library.newest')}
        isBad={bad.includes('newest')}
        value={draft.newest}
        inputMode="numeric"
        placeholder={t('library.all')}
        onText={(newest) => {
          set({ newest })
        }}
      />
      <CheckedField
        label={t('library.titlePattern')}
        isBad={bad.includes('title')}
        value={draft.title}
        onText={(title) => {
          set({ title })
        }}
      />
      <CheckedField
        label={t('library.since')}
        isBad={bad.includes('since')}
        type="date"
        value={draft.since}
        onText={(since) => {
          set({ since })
        }}
      />
      <CheckedField
        label={t('library.until')}
        isBad={bad.includes('until')}
        type="date"
        value={draft.until}
        onText={(until) => {
          set({ until })
        }}
      />
      <CheckedField
        label={t('library.minMinutes')}
        isBad={bad.includes('minSeconds')}
        value={draft.minMinutes}
        inputMode="decimal"
        onText={(minMinutes) => {
          set({ minMinutes })
        }}
      />
      <CheckedField
        label={t('library.maxMinutes')}
        isBad={bad.includes('maxSeconds')}
        value={draft.maxMinutes}
        inputMode="decimal"
        onText={(maxMinutes) => {
          set({ maxMinutes })
        }}
      />
      <Field label={t('library.shorts')}>
        <Select
          label={t('library.shorts')}
          value={draft.shorts}
          options={choices(['include', 'leave-out', 'only'])}
          onChange={(shorts) => {
            set({ shorts })
          }}
        />
      </Field>
      <Field label={t('library.live')}>
        <Select
          label={t('library.live')}
          value={draft.live}
          options={choices(['include', 'leave-out'])}
          onChange={(live) => {
            set({ live })
          }}
        />
      </Field>
    </fieldset>
  )
}
