import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { t } from '../../../shared/language.ts'
import { openDialog, useUi } from '../app/ui-store.ts'
import { backdrop } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { foundItems, ownItems, rank, settingItems, type PaletteItem } from './items.ts'
import { readRecent, remember } from './recent.ts'
import { useSections } from './use-sections.ts'
import { useNamed } from './use-named.ts'

const close = (): void => {
  openDialog(null)
}

/** Everything that can be done or found, by typing some of its name. */
export function Palette() {
  const isOpen = useUi((state) => state.dialog === 'palette')
  const times = useTimesOpened(isOpen)
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(opens) => {
        if (!opens) close()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          aria-label={t('palette.open')}
          className="pops fixed top-[12vh] left-1/2 z-30 flex max-h-[70vh] w-[calc(100vw-3rem)] max-w-140 -translate-x-1/2 flex-col rounded-xl bg-raised shadow-high outline-none"
        >
          <Chooser key={times} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Tells one opening from the next: opened again while it fades, the palette begins anew. */
function useTimesOpened(isOpen: boolean): number {
  const [seen, setSeen] = useState({ isOpen, times: 0 })
  if (seen.isOpen !== isOpen) setSeen({ isOpen, times: seen.times + (isOpen ? 1 : 0) })
  return seen.times
}

function Chooser() {
  const list = useId()
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState(0)
  const [own] = useState(ownItems)
  const [recent] = useState(readRecent)
  const named = foundItems(useNamed(wanted))
  const found = [
    ...rank([...own, ...settingItems(useSections())], wanted, recent),
    // What main found has the words already; fuzziness would only throw some out.
    ...named,
  ]
  const active = found[Math.min(at, found.length - 1)]
  const scroller = useRef<HTMLDivElement>(null)

  const move = (index: number): void => {
    const next = (index + found.length) % found.length
    setAt(next)
    scroller.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const present = active ? found.indexOf(active) : 0
    const steps: Record<string, () => void> = {
      ArrowDown: () => {
        move(present + 1)
      },
      ArrowUp: () => {
        move(present - 1)
      },
      Enter: () => {
        if (active) choose(active)
      },
    }
    const step = steps[event.key]
    if (!step || found.length === 0) return
    event.preventDefault()
    step()
  }

  return (
    <>
      <input
        role="combobox"
        aria-label={t('palette.label')}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={active ? `${list}-${active.id}` : undefined}
        aria-autocomplete="list"
        placeholder={t('palette.placeholder')}
        value={wanted}
        spellCheck={false}
        maxLength={200}
        onChange={({ target }) => {
          setWanted(target.value)
          setAt(0)
          scroller.current?.scrollTo({ top: 0 })
        }}
        onKeyDown={onKeyDown}
        className="h-12 shrink-0 rounded-t-xl border-b border-line bg-transparent px-4 text-lg text-text outline-none select-text placeholder:text-faint"
      />
      <div
        ref={scroller}
        id={list}
        role="listbox"
        aria-label={t('palette.label')}
        className="min-h-0 overflow-y-auto p-1.5"
      >
        {found.map((item, index) => (
          <Item
            key={`${item.group}.${item.id}`}
            id={`${list}-${item.id}`}
            item={item}
            index={index}
            isActive={item === active}
            isFirst={found[index - 1]?.group !== item.group}
            onPoint={() => {
              setAt(index)
            }}
          />
        ))}
        {found.length === 0 && (
          <p role="status" className="px-3 py-6 text-center text-muted">
            {t('palette.nothing')}
          </p>
        )}
      </div>
    </>
  )
}

interface ItemProps {
  id: string
  item: PaletteItem
  index: number
  isActive: boolean
  /** Whether a group of others begins with it. */
  isFirst: boolean
  onPoint: () => void
}

function Item({ id, item, index, isActive, isFirst, onPoint }: ItemProps) {
  const { icon: Icon, group, name, keys } = item
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      data-index={index}
      className={clsx(
        'flex h-9 cursor-default items-center gap-3 rounded-md px-3',
        isActive && 'bg-selected',
      )}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={() => {
        choose(item)
      }}
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="min-w-0 grow truncate">{name}</span>
      {isFirst && <span className="text-sm text-muted">{t(`palette.${group}`)}</span>}
      {keys !== undefined && <Kbd keys={keys} />}
    </div>
  )
}

/** The palette goes first, so that what is opened is not closed with it. */
function choose({ id, run }: PaletteItem): void {
  close()
  remember(id)
  run()
}
