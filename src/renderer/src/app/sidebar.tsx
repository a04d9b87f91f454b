import { clsx } from 'clsx'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { t } from '../../../shared/language.ts'
import { useApp } from './app-store.ts'
import { screenNames, screens, type ScreenName } from './screens.ts'
import { goTo, toggleSidebar, useUi } from './ui-store.ts'

/** The way between the screens. Small by choice, and always in a narrow window. */
export function Sidebar() {
  const small = useUi((state) => state.sidebarIsSmall)
  const failed = useApp((state) => state.overview?.statistics.failed ?? 0)
  const waiting = useApp((state) => state.overview?.reviewing ?? 0)
  const needs: Partial<Record<ScreenName, Needs>> = {
    ...(failed > 0 && { queue: 'danger' }),
    ...(waiting > 0 && { publish: 'accent' }),
  }
  const Fold = small ? PanelLeftOpen : PanelLeftClose
  const foldText = t(small ? 'app.expand' : 'app.collapse')
  return (
    <nav
      aria-label={t('app.navigation')}
      onKeyDown={moveByArrows}
      className={clsx(
        'flex shrink-0 flex-col gap-0.5 border-e border-line bg-canvas p-2',
        small ? 'w-13' : 'w-44 max-[860px]:w-13',
      )}
    >
      {screenNames.map((name) => (
        <ScreenLink key={name} name={name} small={small} needs={needs[name]} />
      ))}
      <span className="grow" />
      <button
        type="button"
        aria-label={foldText}
        title={foldText}
        aria-expanded={!small}
        onClick={toggleSidebar}
        className="flex h-8 w-9 items-center justify-center rounded-md text-muted hover:bg-pressed hover:text-text max-[860px]:hidden"
      >
        <Fold className="size-4 rtl:-scale-x-100" aria-hidden />
      </button>
    </nav>
  )
}

/** How pressing what waits on a screen is. */
type Needs = 'danger' | 'accent'

interface ScreenLinkProps {
  name: ScreenName
  small: boolean
  /** Something on this screen needs somebody. */
  needs: Needs | undefined
}

function ScreenLink({ name, small, needs }: ScreenLinkProps) {
  const current = useUi((state) => state.screen === name)
  const { icon: Icon } = screens[name]
  const text = t(`app.screen.${name}`)
  return (
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      data-screen={name}
      title={text}
      onClick={() => {
        goTo(name)
      }}
      className={clsx(
        'relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-start font-medium',
        current ? 'bg-selected text-text' : 'text-muted hover:bg-pressed hover:text-text',
      )}
    >
      <Icon className={clsx('size-4 shrink-0', current && 'text-accent-text')} aria-hidden />
      <span className={clsx('truncate', small ? 'sr-only' : 'max-[860px]:sr-only')}>{text}</span>
      {needs && (
        <span
          aria-hidden
          className={clsx(
            'absolute end-1.5 top-1.5 size-1.5 rounded-full',
            needs === 'danger' ? 'bg-danger-fill' : 'bg-accent',
          )}
        />
      )}
    </button>
  )
}

/** Up and down go through the links, as in every list. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-screen]')]
  const at = links.findIndex((link) => link === document.activeElement)
  if (at === -1) return
  event.preventDefault()
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus()
}
