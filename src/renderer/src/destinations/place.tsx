import { Cloud, Folder, MonitorPlay } from 'lucide-react'
import { useState } from 'react'
import type { Account, SavedDestination } from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import { ask } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'

const icons = { folder: Folder, s3: Cloud, youtube: MonitorPlay }

interface PlaceProps {
  place: SavedDestination
  accounts: readonly Account[]
  onEdit: () => void
  onChange: () => void
}

/** One destination of the list, and what can be done with it. */
export function Place({ place, accounts, onEdit, onChange }: PlaceProps) {
  const { id, name, target } = place
  const [busy, setBusy] = useState(false)
  const Icon = icons[target.kind]
  const tryIt = (): void => {
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
  }
  return (
    <section
      aria-label={name}
      className="flex items-center gap-2 rounded-lg border border-line p-3"
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 grow">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-sm text-muted">{detailOf(place, accounts)}</p>
      </div>
      <Button small disabled={busy} onClick={tryIt}>
        {t('destinations.test')}
      </Button>
      <Button small aria-label={t('destinations.edit', { name })} onClick={onEdit}>
        {t('destinations.change')}
      </Button>
      <Button
        small
        look="ghost"
        aria-label={t('destinations.removeOne', { name })}
        onClick={() => {
          attempt(() => remove(place, onChange))
        }}
      >
        {t('destinations.remove')}
      </Button>
    </section>
  )
}

function detailOf({ target }: SavedDestination, accounts: readonly Account[]): string {
  switch (target.kind) {
    case 'folder':
      return target.path
    case 's3':
      return `${target.bucket} – ${target.endpoint ?? 'Amazon S3'}`
    case 'youtube': {
      const channel = accounts.find(({ id }) => id === target.account)?.name ?? 'YouTube'
      return `${channel} – ${t(`publish.privacy.${target.privacy}`)}`
    }
  }
}

/** Asks first, and says what hangs on it. */
async function remove({ id, name }: SavedDestination, onChange: () => void): Promise<void> {
  const { sources, publications } = await call('destination.uses', { id })
  const hangs = [
    ...(sources > 0 ? [t('destinations.sources', { count: sources })] : []),
    ...(publications > 0 ? [t('destinations.publications', { count: publications })] : []),
  ]
  const yes = await ask({
    title: t('destinations.removeTitle', { name }),
    text: [...hangs, t('destinations.removeText')].join(' '),
    action: t('destinations.remove'),
  })
  if (!yes) return
  await call('destination.remove', { id })
  onChange()
}
