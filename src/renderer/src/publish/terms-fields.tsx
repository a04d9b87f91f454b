import { t } from '../../../shared/language.ts'
import { reviewModeSchema } from '../../../shared/review.ts'
import type { Terms } from './use-terms.ts'
import { Check, Choice, TextField } from '../ui/field.tsx'

interface TermsFieldsProps {
  terms: Terms
  onChange: (terms: Terms) => void
}

/** What of a source is looked at before it goes out, and by what right it does. */
export function TermsFields({ terms, onChange }: TermsFieldsProps) {
  const { review, rights, text, always } = terms
  return (
    <div className="flex flex-col gap-4">
      <Choice
        label={t('publish.terms.review')}
        value={review}
        options={reviewModeSchema.options}
        nameOf={(mode) => t(`publish.terms.mode.${mode}`)}
        onChange={(mode) => {
          onChange({ ...terms, review: mode })
        }}
      />
      <Check
        label={t('publish.terms.always')}
        checked={always}
        onChange={(checked) => {
          onChange({ ...terms, always: checked })
        }}
      />
      <Choice
        label={t('publish.rights.label')}
        hint={t('publish.terms.rightsHint')}
        value={rights}
        options={['none', 'mine', 'licensed', 'creative-commons']}
        nameOf={(kind) => t(kind === 'none' ? 'publish.terms.none' : `publish.rights.${kind}`)}
        onChange={(kind) => {
          onChange({ ...terms, rights: kind })
        }}
      />
      {(rights === 'licensed' || rights === 'creative-commons') && (
        <TextField
          label={t(`publish.rights.text.${rights}`)}
          placeholder={t(`publish.rights.text.${rights}`)}
          value={text}
          maxLength={2_000}
          onText={(typed) => {
            onChange({ ...terms, text: typed })
          }}
        />
      )}
    </div>
  )
}
