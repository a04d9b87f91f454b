import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { t } from '../../../shared/language.ts'
import type { Leg } from '../../../shared/review.ts'
import { Button } from '../ui/button.tsx'
import { approve, reject } from './actions.ts'
import { LegRow, legRowHeight } from './leg-row.tsx'
import { activate, choose, chooseAll, loadMore, targets, usePublish } from './publish-store.ts'
import { SendBackMenu } from './send-back-menu.tsx'

/** The legs that wait; only the rows in view exist. */
export function ReadyList({ legs }: { legs: readonly Leg[] }) {
  const active = usePublish((state) => state.active)
  const chosen = usePublish((state) => state.chosen)
  const scroller = useRef<HTMLDivElement>(null)
  const hasKeyboard = useRef(false)
  const activeIndex = Math.max(
    0,
    legs.findIndex(({ id }) => id === active),
  )
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoizes this window
  const virtualizer = useVirtualizer({
    count: legs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => legRowHeight,
    overscan: 8,
    getItemKey: (index) => legs[index]?.id ?? index,
  })
  const rows = virtualizer.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0

  useEffect(() => {
    if (last >= legs.length - 10) void loadMore()
  }, [last, legs.length])

  useLayoutEffect(() => {
    if (!hasKeyboard.current) return
    virtualizer.scrollToIndex(activeIndex, { align: 'auto' })
    scroller.current?.querySelector<HTMLElement>(`[data-leg="${active}"]`)?.focus()
  }, [active, activeIndex, virtualizer])

  const step = (by: number): void => {
    const leg = legs[Math.min(legs.length - 1, Math.max(0, activeIndex + by))]
    if (leg) activate(leg.id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (handleKey(event, step)) event.preventDefault()
  }

  return (
    <section className="flex w-96 shrink-0 flex-col border-e border-line bg-surface max-[1000px]:w-72">
      <ListActions legs={legs} />
      <div
        ref={scroller}
        role="listbox"
        aria-label={t('publish.list')}
        aria-multiselectable
        className="min-h-0 grow overflow-y-auto"
        onKeyDown={onKeyDown}
        onFocus={() => {
          hasKeyboard.current = true
        }}
        onBlur={() => {
          hasKeyboard.current = false
        }}
      >
        <div
          role="presentation"
          className="relative"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {rows.map(({ index, start }) => {
            const leg = legs[index]
            return (
              leg && (
                <LegRow
                  key={leg.id}
                  leg={leg}
                  start={start}
                  active={index === activeIndex}
                  chosen={chosen.has(leg.id)}
                />
              )
            )
          })}
        </div>
      </div>
    </section>
  )
}

function handleKey(event: KeyboardEvent, step: (by: number) => void): boolean {
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'a') return false
    chooseAll()
    return true
  }
  const { active } = usePublish.getState()
  switch (event.key) {
    case 'ArrowDown':
      step(1)
      return true
    case 'ArrowUp':
      step(-1)
      return true
    case 'Home':
      step(-Infinity)
      return true
    case 'End':
      step(Infinity)
      return true
    case ' ':
      if (active !== null) choose(active)
      return true
    case 'Enter':
    case 'e':
      document.querySelector<HTMLElement>('[data-leg-title]')?.focus()
      return true
    case 'a':
      approve(targets())
      return true
    case 'Delete':
    case 'Backspace':
      reject(targets())
      return true
    default:
      return false
  }
}

/** What can be done with all that is chosen. */
function ListActions({ legs }: { legs: readonly Leg[] }) {
  const chosen = usePublish((state) => state.chosen)
  const all = chosen.size === legs.length
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3">
      <label className="flex grow items-center gap-2 text-muted">
        <input
          type="checkbox"
          className="accent-accent"
          checked={all}
          aria-label={t('publish.chooseAll')}
          onChange={chooseAll}
        />
        <span className={clsx('truncate', chosen.size > 0 && 'text-text')}>
          {chosen.size === 0 ? t('publish.chooseAll') : t('publish.chosen', { count: chosen.size })}
        </span>
      </label>
      {chosen.size > 0 && (
        <>
          <SendBackMenu small legs={legs.filter(({ id }) => chosen.has(id))} />
          <Button
            small
            onClick={() => {
              reject(targets())
            }}
          >
            {t('publish.reject')}
          </Button>
          <Button
            small
            look="primary"
            onClick={() => {
              approve(targets())
            }}
          >
            {t('publish.approve')}
          </Button>
        </>
      )}
    </div>
  )
}
