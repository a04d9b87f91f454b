import { privacySchema } from '../../../shared/publication.ts'
import { youtubeCategories } from '../../../shared/youtube-categories.ts'
import {
  checksumSchema,
  collisionSchema,
  licenceSchema,
  type Account,
} from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import { textField } from '../publish/field.ts'
import { FolderField } from '../settings/folder-field.tsx'
import { ticksOf, type TargetDraft } from './target-draft.ts'
import { Check, Choice, Field, TextField } from '../ui/field.tsx'

interface TargetFieldsProps {
  draft: TargetDraft
  accounts: readonly Account[]
  onChange: (draft: TargetDraft) => void
}

/** What a destination of its kind cannot be without. */
export function NeededFields({ draft, accounts, onChange }: TargetFieldsProps) {
  const set = setterOf(draft, onChange)
  const { texts } = draft
  switch (draft.kind) {
    case 'folder':
      return (
        <FolderField
          label={t('destinations.path')}
          value={texts.path ?? ''}
          onChange={set('path')}
        />
      )
    case 's3':
      return (
        <>
          <Text draft={draft} name="bucket" onChange={onChange} />
          <Text draft={draft} name="endpoint" onChange={onChange} />
          <Text draft={draft} name="region" onChange={onChange} />
        </>
      )
    case 'youtube':
      return (
        <>
          <Choice
            label={t('destinations.account')}
            value={texts.account ?? ''}
            options={accounts.map(({ id }) => String(id))}
            nameOf={(id) => accounts.find((one) => String(one.id) === id)?.name ?? ''}
            onChange={set('account')}
          />
          <Choice
            label={t('publish.field.privacy')}
            value={privacySchema.catch('private').parse(texts.privacy)}
            options={privacySchema.options}
            nameOf={(value) => t(`publish.privacy.${value}`)}
            onChange={set('privacy')}
          />
        </>
      )
  }
}

/** What has a value that suits most. */
export function MoreFields({ draft, onChange }: Omit<TargetFieldsProps, 'accounts'>) {
  const set = setterOf(draft, onChange)
  const { texts } = draft
  switch (draft.kind) {
    case 'folder':
      return (
        <>
          <Text draft={draft} name="name" onChange={onChange} />
          <Choice
            label={t('destinations.collision.label')}
            value={collisionSchema.catch('number').parse(texts.collision)}
            options={collisionSchema.options}
            nameOf={(value) => t(`destinations.collision.${value}`)}
            onChange={set('collision')}
          />
          <Ticks draft={draft} onChange={onChange} />
        </>
      )
    case 's3':
      return (
        <>
          <Text draft={draft} name="key" onChange={onChange} />
          <Text draft={draft} name="publicUrl" onChange={onChange} />
          <Choice
            label={t('destinations.checksum.label')}
            value={checksumSchema.catch('md5').parse(texts.checksum)}
            options={checksumSchema.options}
            nameOf={(value) => t(`destinations.checksum.${value}`)}
            onChange={set('checksum')}
          />
          <Ticks draft={draft} onChange={onChange} />
        </>
      )
    case 'youtube':
      return (
        <>
          <Text draft={draft} name="title" onChange={onChange} />
          <Field label={t('destinations.description')}>
            <textarea
              rows={3}
              aria-label={t('destinations.description')}
              className={textField}
              value={texts.description ?? ''}
              onChange={(event) => {
                set('description')(event.target.value)
              }}
            />
          </Field>
          <Text draft={draft} name="tags" onChange={onChange} />
          <Choice
            label={t('publish.field.category')}
            value={texts.category ?? '22'}
            options={youtubeCategories}
            nameOf={categoryName}
            onChange={set('category')}
          />
          <Text draft={draft} name="language" onChange={onChange} />
          <Choice
            label={t('publish.field.licence')}
            value={licenceSchema.catch('youtube').parse(texts.licence)}
            options={licenceSchema.options}
            nameOf={(value) => t(`publish.licence.${value}`)}
            onChange={set('licence')}
          />
          <Text draft={draft} name="playlist" onChange={onChange} />
          <Text draft={draft} name="publishAt" type="datetime-local" onChange={onChange} />
          <Ticks draft={draft} onChange={onChange} />
        </>
      )
  }
}

export const categoryName = (id: string): string =>
  isCategory(id) ? t(`publish.category.${id}`) : id
const isCategory = (id: string): id is (typeof youtubeCategories)[number] =>
  youtubeCategories.some((one) => one === id)

const setterOf =
  (draft: TargetDraft, onChange: (draft: TargetDraft) => void) =>
  (name: string) =>
  (text: string) => {
    onChange({ ...draft, texts: { ...draft.texts, [name]: text } })
  }

type TextName =
  | ('bucket' | 'endpoint' | 'region' | 'name' | 'key' | 'publicUrl' | 'title' | 'tags')
  | ('language' | 'playlist' | 'publishAt')

interface TextProps extends Omit<TargetFieldsProps, 'accounts'> {
  name: TextName
  type?: string
}

function Text({ draft, name, type, onChange }: TextProps) {
  const label = t(`destinations.setting.${name}`)
  return (
    <Field label={label}>
      <TextField
        label={label}
        type={type}
        value={draft.texts[name] ?? ''}
        onText={setterOf(draft, onChange)(name)}
      />
    </Field>
  )
}

function Ticks({ draft, onChange }: Omit<TargetFieldsProps, 'accounts'>) {
  return ticksOf[draft.kind].map((name) => (
    <Check
      key={name}
      label={t(`destinations.tick.${name}`)}
      checked={draft.ticks[name] ?? false}
      onChange={(ticked) => {
        onChange({ ...draft, ticks: { ...draft.ticks, [name]: ticked } })
      }}
    />
  ))
}
