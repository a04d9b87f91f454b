import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { textField } from '../publish/field.ts'
import { Button } from '../ui/button.tsx'

/** As whom Spool talks to YouTube: a project of the user's own. */
export function ClientForm() {
  const [clientId, setClientId] = useState('')
  const [clientSecret, setClientSecret] = useState('')
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        attempt(async () => {
          const secret = clientSecret.trim()
          await call('account.client', {
            clientId,
            ...(secret === '' ? {} : { clientSecret: secret }),
          })
          setClientId('')
          setClientSecret('')
        })
      }}
    >
      <input
        className={textField}
        value={clientId}
        aria-label={t('destinations.clientId')}
        placeholder={t('destinations.clientId')}
        onChange={(event) => {
          setClientId(event.target.value)
        }}
      />
      <input
        type="password"
        className={textField}
        value={clientSecret}
        aria-label={t('destinations.clientSecret')}
        placeholder={t('destinations.clientSecret')}
        onChange={(event) => {
          setClientSecret(event.target.value)
        }}
      />
      <Button type="submit" disabled={clientId.trim() === ''}>
        {t('destinations.keep')}
      </Button>
    </form>
  )
}
