import { useId, useState } from 'react'
import { t } from '../../../shared/language.ts'
import { unknownWords } from '../../../shared/template.ts'
import { toast } from '../ui/toast.ts'
import { exampleName, nameWords } from './name-example.ts'

interface NameTemplateProps {
  value: string
  onChange: (value: string) => void
}

/** What downloads are called, with what that comes to. */
export function NameTemplate({ value, onChange }: NameTemplateProps) {
  const id = useId()
  const [text, setText] = useState(value)
  const save = (): void => {
    const [unknown] = unknownWords(text)
    if (text.trim() === '') setText(value)
    else if (unknown === undefined) onChange(text.trim())
    else toast({ tone: 'danger', title: t('downloads.unknownWord', { word: unknown }) })
  }
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t('downloads.nameTemplate')}
      </label>
      <input
        id={id}
        spellCheck={false}
        className="h-8 rounded-md border border-line-strong bg-surface px-2.5 font-mono text-sm select-text"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
        }}
        onBlur={save}
        onKeyDown={({ key }) => {
          if (key === 'Enter') save()
        }}
      />
      <span className="selectable text-sm text-muted">
        {t('downloads.nameExample', { name: exampleName(text) })}
      </span>
      <span className="text-sm text-muted">
        {t('downloads.nameHint', { words: nameWords.map((word) => `{${word}}`).join(' ') })}
      </span>
    </div>
  )
}
