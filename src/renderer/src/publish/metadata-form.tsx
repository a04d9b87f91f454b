import { clsx } from 'clsx'
import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import { usedLimits, type LimitedField, type Metadata } from '../../../shared/publication.ts'
import type { Leg } from '../../../shared/review.ts'
import { edit } from './actions.ts'
import { textField } from './field.ts'
import { Field, isOver, type Limit } from './form-field.tsx'
import { YoutubeFields } from './youtube-fields.tsx'

/** What is told about the video; every change is kept, and its limits are seen while one types. */
export function MetadataForm({ leg }: { leg: Leg }) {
  const [values, setValues] = useState(leg.metadata)
  const isYoutube = leg.platform === 'youtube'
  const used = isYoutube ? usedLimits(values) : null
  const change = (changes: Partial<Metadata>): void => {
    setValues({ ...values, ...changes })
  }
  const keep = (changes: Partial<Metadata>): void => {
    setValues({ ...values, ...changes })
    edit(leg.id, changes)
  }
  const keepText = (field: 'title' | 'description'): void => {
    const text = values[field].trim()
    if (text === leg.metadata[field] || (field === 'title' && text === '')) return
    edit(leg.id, { [field]: text })
  }
  return (
    <div className="flex flex-col gap-4">
      <Field name={t('publish.field.title')} limit={used?.title}>
        <input
          type="text"
          data-leg-title
          className={textField}
          value={values.title}
          aria-invalid={isOver(used?.title)}
          onChange={(event) => {
            change({ title: event.target.value })
          }}
          onBlur={() => {
            keepText('title')
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      </Field>
      <Field name={t('publish.field.description')} limit={used?.description}>
        <textarea
          rows={5}
          className={clsx(textField, 'resize-y')}
          value={values.description}
          aria-invalid={isOver(used?.description)}
          onChange={(event) => {
            change({ description: event.target.value })
          }}
          onBlur={() => {
            keepText('description')
          }}
        />
      </Field>
      <TagField leg={leg} tags={values.tags} used={used} onChange={change} onKeep={keep} />
      {isYoutube && <YoutubeFields values={values} onKeep={keep} />}
    </div>
  )
}

interface TagFieldProps {
  leg: Leg
  tags: string[]
  used: Record<LimitedField, Limit> | null
  onChange: (changes: Partial<Metadata>) => void
  onKeep: (changes: Partial<Metadata>) => void
}

function TagField({ leg, tags, used, onChange, onKeep }: TagFieldProps) {
  const [text, setText] = useState(tags.join(', '))
  const kept = leg.metadata.tags
  const read = (typed: string): string[] => [
    ...new Set(
      typed
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ]
  return (
    <Field name={t('publish.field.tags')} hint={t('publish.field.tagsHint')} limit={used?.tags}>
      <input
        type="text"
        className={textField}
        value={text}
        aria-invalid={isOver(used?.tags)}
        onChange={(event) => {
          setText(event.target.value)
          onChange({ tags: read(event.target.value) })
        }}
        onBlur={() => {
          if (read(text).join() !== kept.join()) onKeep({ tags: read(text) })
        }}
      />
    </Field>
  )
}
