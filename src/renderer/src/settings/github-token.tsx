import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import { translated } from '../../../shared/sentences.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { useReading } from '../lib/use-reading.ts'
import { Button } from '../ui/button.tsx'
import { Field, TextField } from '../ui/field.tsx'

/** As whom GitHub is asked: the token goes into the key store, and is never shown again. */
export function GithubToken() {
  const { value, failure, again } = useReading(() => call('github.state', undefined), [])
  const [token, setToken] = useState('')
  const keep = (next: string | null): void => {
    attempt(async () => {
      await call('github.token', { token: next })
      setToken('')
      again()
    })
  }
  const trouble = failure ?? (value?.trouble == null ? null : translated(value.trouble))
  return (
    <Field label={t('settings.github.token')} hint={t('settings.github.tokenHint')}>
      <form
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          keep(token)
        }}
      >
        {value?.hasToken === true ? (
          <>
            <span className="grow text-muted">{t('settings.github.hasToken')}</span>
            <Button
              onClick={() => {
                keep(null)
              }}
            >
              {t('settings.github.removeToken')}
            </Button>
          </>
        ) : (
          <>
            <TextField
              type="password"
              label={t('settings.github.token')}
              value={token}
              onText={setToken}
            />
            <Button type="submit" disabled={token.trim() === ''}>
              {t('destinations.keep')}
            </Button>
          </>
        )}
      </form>
      {trouble !== null && <p className="text-sm text-danger">{trouble}</p>}
    </Field>
  )
}
