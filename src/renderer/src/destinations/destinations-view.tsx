import { useCallback, useEffect, useState } from 'react'
import type { Account, SavedDestination } from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'
import { ClientForm } from './client-form.tsx'
import { DestinationForm } from './destination-form.tsx'
import { ScrollArea } from '../ui/scroll-area.tsx'

/** The places videos are published to, and the channels signed in to. */
export function DestinationsView() {
  const [places, setPlaces] = useState<readonly SavedDestination[]>([])
  const [accounts, setAccounts] = useState<readonly Account[]>([])
  const load = useCallback(async () => {
    setPlaces(await call('destination.list', undefined))
    setAccounts(await call('account.list', undefined))
  }, [])
  useEffect(() => {
    attempt(load)
  }, [load])
  return (
    <ScrollArea>
      <div className="mx-auto flex max-w-160 flex-col gap-5 p-6">
        <p className="text-muted">{t('destinations.text')}</p>
        <h2 className="font-medium">{t('destinations.places')}</h2>
        {places.length === 0 && <p className="text-muted">{t('destinations.none')}</p>}
        {places.map((place) => (
          <Place key={place.id} place={place} onChange={load} />
        ))}
        <DestinationForm accounts={accounts} onSaved={load} />
        <h2 className="font-medium">{t('destinations.accounts')}</h2>
        {accounts.length === 0 && <p className="text-muted">{t('destinations.nobody')}</p>}
        {accounts.map((account) => (
          <Channel key={account.id} account={account} onChange={load} />
        ))}
        <ClientForm />
        <SignIn onDone={load} />
      </div>
    </ScrollArea>
  )
}

interface PlaceProps {
  place: SavedDestination
  onChange: () => Promise<void>
}

function Place({ place, onChange }: PlaceProps) {
  const { id, name, target } = place
  const [busy, setBusy] = useState(false)
  const where = { folder: 'path', s3: 'bucket', youtube: 'privacy' } as const
  const detail =
    target.kind === 'folder'
      ? target[where.folder]
      : target.kind === 's3'
        ? target[where.s3]
        : target[where.youtube]
  return (
    <section
      aria-label={name}
      className="flex items-center gap-2 rounded-lg border border-line p-3"
    >
      <div className="min-w-0 grow">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-sm text-muted">
          {t(`destinations.${target.kind}`)} – {detail}
        </p>
      </div>
      <Button
        small
        disabled={busy}
        onClick={() => {
          setBusy(true)
          attempt(() =>
            call('destination.test', { id })
              .then(() => {
                toast({ tone: 'success', title: t('destinations.works', { name }) })
              })
              .finally(() => {
                setBusy(false)
              }),
          )
        }}
      >
        {t('destinations.test')}
      </Button>
      <Button
        small
        look="ghost"
        onClick={() => {
          attempt(() => call('destination.remove', { id }).then(onChange))
        }}
      >
        {t('destinations.remove')}
      </Button>
    </section>
  )
}

interface ChannelProps {
  account: Account
  onChange: () => Promise<void>
}

function Channel({ account, onChange }: ChannelProps) {
  const { id, name, signedIn } = account
  return (
    <section
      aria-label={name}
      className="flex items-center gap-2 rounded-lg border border-line p-3"
    >
      <p className="min-w-0 grow truncate font-medium">{name}</p>
      {!signedIn && <span className="text-sm text-danger">{t('destinations.again')}</span>}
      <Button
        small
        look="ghost"
        onClick={() => {
          attempt(() => call('account.signOut', { id }).then(onChange))
        }}
      >
        {t('destinations.signOut')}
      </Button>
    </section>
  )
}

function SignIn({ onDone }: { onDone: () => Promise<void> }) {
  const [busy, setBusy] = useState(false)
  return (
    <div>
      <Button
        disabled={busy}
        onClick={() => {
          setBusy(true)
          attempt(() =>
            call('account.signIn', undefined)
              .then(onDone)
              .finally(() => {
                setBusy(false)
              }),
          )
        }}
      >
        {t(busy ? 'destinations.signingIn' : 'destinations.signIn')}
      </Button>
    </div>
  )
}
