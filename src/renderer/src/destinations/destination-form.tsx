import { useState } from 'react'
import {
  platformSchema,
  targetSchema,
  type Account,
  type Platform,
} from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { textField } from '../publish/field.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'

const fields = {
  folder: ['path'],
  s3: ['bucket', 'endpoint', 'region', 'accessKeyId', 'secretAccessKey'],
  youtube: [],
} as const satisfies Record<Platform, readonly string[]>

interface DestinationFormProps {
  accounts: readonly Account[]
  onSaved: () => Promise<void>
}

/** Adds a destination with what it must have; the rest is as most want it. */
export function DestinationForm({ accounts, onSaved }: DestinationFormProps) {
  const [kind, setKind] = useState<Platform>('s3')
  const [values, setValues] = useState<Record<string, string>>({})
  const [account, setAccount] = useState<string>()
  const chosen = account ?? String(accounts[0]?.id ?? '')
  const { name = '', accessKeyId = '', secretAccessKey = '', ...settings } = values
  const given = Object.entries(settings).filter(([, value]) => value.trim() !== '')
  const target = targetSchema.safeParse({
    ...{ ...Object.fromEntries(given), kind },
    ...(kind === 'youtube' ? { account: Number(chosen) } : {}),
  })
  const enough =
    name.trim() !== '' && target.success && (kind !== 's3' || (accessKeyId && secretAccessKey))
  const field = (key: 'name' | (typeof fields)[Platform][number]) => (
    <input
      key={key}
      type={key === 'secretAccessKey' ? 'password' : 'text'}
      className={textField}
      value={values[key] ?? ''}
      aria-label={t(`destinations.${key}`)}
      placeholder={t(`destinations.${key}`)}
      onChange={(event) => {
        setValues({ ...values, [key]: event.target.value })
      }}
    />
  )
  return (
    <form
      className="flex flex-col gap-2 rounded-lg border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!target.success) return
        attempt(async () => {
          await call('destination.save', {
            ...{ name, target: target.data },
            ...(kind === 's3' ? { credentials: { accessKeyId, secretAccessKey } } : {}),
          })
          setValues({})
          await onSaved()
        })
      }}
    >
      <Select
        label={t('destinations.kind')}
        value={kind}
        options={platformSchema.options.map((value) => ({
          value,
          name: t(`destinations.${value}`),
        }))}
        onChange={(value) => {
          setKind(platformSchema.parse(value))
          setValues({ name })
        }}
      />
      {field('name')}
      {fields[kind].map(field)}
      {kind === 'youtube' && accounts.length > 0 && (
        <Select
          label={t('destinations.account')}
          value={chosen}
          options={accounts.map(({ id, name: channel }) => ({ value: String(id), name: channel }))}
          onChange={setAccount}
        />
      )}
      <Button type="submit" look="primary" disabled={!enough}>
        {t('destinations.add')}
      </Button>
    </form>
  )
}
