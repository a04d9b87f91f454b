import { useEffect } from 'react'
import { takesText } from '../add/transfer.ts'
import { actionOf, commands } from './commands.ts'
import { screenNames } from './screens.ts'
import { goTo, openVideo, showDetails, useUi } from './ui-store.ts'

/** The keys that work wherever the keyboard is, but in a field or an open dialog. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const keys = keysOf(event)
      if (event.defaultPrevented || keys === null) return
      const { dialog, question } = useUi.getState()
      if (dialog !== null || question !== null) return
      // The palette opens also from within a field: nothing is typed by its keys.
      if (takesText(event.target) && actionOf(keys) !== 'palette') return
      if (handle(keys)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** As keys are written: `Mod+Shift+O`, `P`, `?`. Null where Alt makes another sign of them. */
function keysOf(event: KeyboardEvent): string | null {
  if (event.altKey) return null
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  if (!event.ctrlKey && !event.metaKey) return key
  return `Mod+${event.shiftKey ? 'Shift+' : ''}${key}`
}

/** @returns whether the keys do anything */
function handle(keys: string): boolean {
  const screen = screenNames[Number(keys) - 1]
  if (screen) {
    goTo(screen)
    return true
  }
  if (keys === 'Escape') return goBack()
  const action = actionOf(keys)
  // The system pastes by itself, and tells what.
  if (!action || action === 'paste') return false
  commands[action].run()
  return true
}

function goBack(): boolean {
  const { details, video } = useUi.getState()
  if (details !== null) showDetails(null)
  else if (video !== null) openVideo(null)
  else return false
  return true
}
