import { Plus } from 'lucide-react'
import { useState } from 'react'
import { platformSchema, type Account, type SavedDestination } from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { useReading } from '../lib/use-reading.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { ClientForm } from './client-form.tsx'
import { DestinationDialog, type Subject } from './destination-dialog.tsx'
import { Place } from './place.tsx'
import { newDraft } from './target-draft.ts'
import { ScrollArea } from '../ui/scroll-area.tsx'
import { Shown } from '../ui/shown.tsx'

/** The places videos are published to, and the channels signed in to. */
export function DestinationsView() {
  const reading = useReading(read, [])
  return (
    <Shown reading={reading} unreadable={t('destinations.unreadable')}>
      {(found) => <Places {...found} load={reading.again} />}
    </Shown>
  )
}

interface Found {
  places: readonly SavedDestination[]
  accounts: readonly Account[]
}

const read = async (): Promise<Found> => ({
  places: await call('destination.list', undefined),
  accounts: await call('account.list', undefined),
})

function Places({ places, accounts, load }: Found & { load: () => void }) {
  const [subject, setSubject] = useState<Subject | null>(null)
  return (
    <ScrollArea>
      <div className="mx-auto flex max-w-160 flex-col gap-5 p-6">
        <p className="text-muted">{t('destinations.text')}</p>
        <h2 className="font-medium">{t('destinations.places')}</h2>
        {places.length === 0 && <p className="text-muted">{t('destinations.none')}</p>}
        {places.map((place) => (
          <Place
            key={place.id}
            place={place}
            accounts={accounts}
            onEdit={() => {
              setSubject({ kind: 'saved', place })
            }}
            onChange={load}
          />
        ))}
        <Menu
          trigger={
            <Button className="self-start">
              <Plus aria-hidden />
              {t('destinations.addOne')}
            </Button>
          }
        >
          {platformSchema.options.map((kind) => (
            <MenuItem
              key={kind}
              disabled={kind === 'youtube' && accounts.length === 0}
              onClick={() => {
                setSubject({ kind: 'new', draft: newDraft(kind, String(accounts[0]?.id ?? '')) })
              }}
            >
              {t(`destinations.${kind}`)}
            </MenuItem>
          ))}
        </Menu>
        <h2 className="font-medium">{t('destinations.accounts')}</h2>
        {accounts.length === 0 && <p className="text-muted">{t('destinations.nobody')}</p>}
        {accounts.map((account) => (
          <Channel key={account.id} account={account} onChange={load} />
        ))}
        <ClientForm />
        <SignIn onDone={load} />
      </div>
      {subject && (
        <DestinationDialog
          subject={subject}
          accounts={accounts}
          onClose={() => {
            setSubject(null)
          }}
          onSaved={load}
        />
      )}
    </ScrollArea>
  )
}

interface ChannelProps {
  account: Account
  onChange: () => void
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

function SignIn({ onDone }: { onDone: () => void }) {
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
