import { Cloud, FolderOpen, Plus, Tv, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { SavedDestination } from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import { legTo, platformOf, type Destination } from '../../../shared/pipeline.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'

interface DestinationsFieldProps {
  value: readonly Destination[]
  onChange: (value: Destination[]) => void
}

const icons = { folder: FolderOpen, s3: Cloud, youtube: Tv }
const keyOf = (destination: Destination): string => JSON.stringify(destination)

/** Where the videos of a source go: each place is a publication of its own. */
export function DestinationsField({ value, onChange }: DestinationsFieldProps) {
  const saved = useSavedDestinations()
  const label = t('library.destinations')
  const add = (destination: Destination): void => {
    onChange(withoutTwins([...value, destination]))
  }
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1">
      <span className="font-medium">{label}</span>
      <ul className="flex flex-col gap-1">
        {value.map((one) => (
          <Place
            key={keyOf(one)}
            destination={one}
            name={nameOf(one, saved)}
            onChoose={
              one.kind === 'folder'
                ? () => {
                    chooseFolder((path) => {
                      const chosen: Destination = { kind: 'folder', path }
                      onChange(withoutTwins(value.map((other) => (other === one ? chosen : other))))
                    })
                  }
                : undefined
            }
            onRemove={
              value.length === 1
                ? undefined
                : () => {
                    onChange(value.filter((other) => other !== one))
                  }
            }
          />
        ))}
      </ul>
      <Menu
        trigger={
          <Button small className="self-start" disabled={value.length >= 20}>
            <Plus aria-hidden />
            {t('library.addDestination')}
          </Button>
        }
      >
        {saved.map((one) => {
          const Icon = icons[one.target.kind]
          return (
            <MenuItem
              key={one.id}
              icon={<Icon aria-hidden />}
              onClick={() => {
                add(legTo(one))
              }}
            >
              {one.name}
            </MenuItem>
          )
        })}
        <MenuItem
          icon={<FolderOpen aria-hidden />}
          onClick={() => {
            chooseFolder((path) => {
              add({ kind: 'folder', path })
            })
          }}
        >
          {t('library.chooseFolder')}
        </MenuItem>
      </Menu>
    </div>
  )
}

const withoutTwins = (all: readonly Destination[]): Destination[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
]

function chooseFolder(take: (path: string) => void): void {
  attempt(async () => {
    const [path] = await call('source.choose', { what: 'folder' })
    if (path !== undefined) take(path)
  })
}

interface PlaceProps {
  destination: Destination
  name: string
  /** Takes another folder in its place; absent where it is none. */
  onChoose: (() => void) | undefined
  /** Absent where it is the last one. */
  onRemove: (() => void) | undefined
}

function Place({ destination, name, onChoose, onRemove }: PlaceProps) {
  const Icon = icons[platformOf(destination)]
  return (
    <li
      className="flex h-8 items-center gap-2 rounded-md border border-line bg-sunken pe-0.5 ps-2.5"
      title={name}
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="selectable min-w-0 grow truncate">{name}</span>
      {onChoose && (
        <Button
          look="ghost"
          small
          aria-label={t('settings.chooseFolder', { label: t('library.destinations') })}
          onClick={onChoose}
        >
          {t('common.choose')}
        </Button>
      )}
      {onRemove && (
        <Button
          look="ghost"
          small
          iconOnly
          aria-label={t('library.leaveDestination', { name })}
          onClick={onRemove}
        >
          <X aria-hidden />
        </Button>
      )}
    </li>
  )
}

/** The destinations that have a name. */
function useSavedDestinations(): readonly SavedDestination[] {
  const [saved, setSaved] = useState<readonly SavedDestination[]>([])
  useEffect(() => {
    let isHere = true
    attempt(async () => {
      const found = await call('destination.list', undefined)
      if (isHere) setSaved(found)
    })
    return () => {
      isHere = false
    }
  }, [])
  return saved
}

function nameOf(destination: Destination, saved: readonly SavedDestination[]): string {
  if (destination.kind === 'folder') return destination.path
  return saved.find(({ id }) => id === destination.id)?.name ?? t('library.noSuchDestination')
}
