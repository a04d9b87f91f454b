import { useState } from 'react'
import { languageSchema } from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import { privacySchema, type Metadata } from '../../../shared/publication.ts'
import { youtubeCategories } from '../../../shared/youtube-categories.ts'
import { asField } from '../destinations/target-draft.ts'
import { categoryName } from '../destinations/target-fields.tsx'
import { textField } from './field.ts'
import { Field } from './form-field.tsx'
import { Check, Choice } from '../ui/field.tsx'

interface YoutubeFieldsProps {
  values: Metadata
  onKeep: (changes: Partial<Metadata>) => void
}

/** What only YouTube wants to know. */
export function YoutubeFields({ values, onKeep }: YoutubeFieldsProps) {
  return (
    <div className="grid grid-cols-2 gap-4 max-[1100px]:grid-cols-1">
      <Choice
        label={t('publish.field.privacy')}
        value={values.privacy}
        options={privacySchema.options}
        nameOf={(value) => t(`publish.privacy.${value}`)}
        onChange={(privacy) => {
          onKeep({ privacy })
        }}
      />
      <PublishAt values={values} onKeep={onKeep} />
      <Choice
        label={t('publish.field.category')}
        value={values.category}
        options={youtubeCategories}
        nameOf={categoryName}
        onChange={(category) => {
          onKeep({ category })
        }}
      />
      <Language values={values} onKeep={onKeep} />
      <Choice
        label={t('publish.field.licence')}
        value={values.licence}
        options={['youtube', 'creativeCommon']}
        nameOf={(value) => t(`publish.licence.${value}`)}
        onChange={(licence) => {
          onKeep({ licence })
        }}
      />
      <div className="flex flex-col justify-end gap-1">
        {(['madeForKids', 'syntheticMedia'] as const).map((name) => (
          <Check
            key={name}
            label={t(`publish.field.${name}`)}
            checked={values[name]}
            onChange={(checked) => {
              onKeep({ [name]: checked })
            }}
          />
        ))}
      </div>
    </div>
  )
}

/** YouTube makes only private videos public by itself. */
function PublishAt({ values, onKeep }: YoutubeFieldsProps) {
  const { publishAt } = values
  const [text, setText] = useState(publishAt === null ? '' : asField(publishAt))
  const at = text === '' ? null : new Date(text).getTime()
  return (
    <Field name={t('publish.field.publishAt')} hint={t('publish.field.publishAtHint')}>
      <input
        type="datetime-local"
        className={textField}
        disabled={values.privacy !== 'private'}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
        onBlur={() => {
          if (at !== publishAt && !Number.isNaN(at)) onKeep({ publishAt: at })
        }}
      />
    </Field>
  )
}

function Language({ values, onKeep }: YoutubeFieldsProps) {
  const [text, setText] = useState(values.language)
  const language = languageSchema.safeParse(text.trim())
  return (
    <Field name={t('publish.field.language')} hint={t('publish.field.languageHint')}>
      <input
        type="text"
        className={textField}
        aria-invalid={!language.success}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
        onBlur={() => {
          if (!language.success) setText(values.language)
          else if (language.data !== values.language) onKeep({ language: language.data })
        }}
      />
    </Field>
  )
}
