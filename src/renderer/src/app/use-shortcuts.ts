import { useEffect } from 'react'
import { flushSync } from 'react-dom'
import { chooseSources } from '../add/choose.ts'
import { takesText } from '../add/transfer.ts'
import { useApp } from './app-store.ts'
import { pauseQueue, resumeQueue } from './pause-control.tsx'
import { screenNames } from './screens.ts'
import { goTo, openDialog, openVideo, showDetails, useUi } from './ui-store.ts'

/** The keys that work wherever the keyboard is, but in a field or an open dialog. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || takesText(event.target)) return
      const { dialog, question } = useUi.getState()
      if (dialog !== null || question !== null) return
      if (handleKey(event)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

function handleKey(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey ? handleCommand(event) : !event.altKey && handlePlain(event)
}

function handleCommand(event: KeyboardEvent): boolean {
  switch (event.key.toLowerCase()) {
    case 'o':
      chooseSources(event.shiftKey ? 'folder' : 'files')
      return true
    case ',':
      goTo('settings')
      return true
    default:
      return false
  }
}

function handlePlain(event: KeyboardEvent): boolean {
  const screen = screenNames[Number(event.key) - 1]
  if (screen) {
    goTo(screen)
    return true
  }
  switch (event.key) {
    case '/':
      focusSearch()
      return true
    case 'p':
      togglePause()
      return true
    case '?':
      openDialog('shortcuts')
      return true
    case 'Escape':
      if (useUi.getState().details !== null) showDetails(null)
      else if (useUi.getState().video !== null) openVideo(null)
      else return false
      return true
    default:
      return false
  }
}

function togglePause(): void {
  const pause = useApp.getState().overview?.pause
  if (pause?.paused === true) resumeQueue()
  else pauseQueue('finish')
}

/** The search of this screen; that of the queue where it has none. */
function focusSearch(): void {
  const find = () => document.querySelector<HTMLElement>('[data-search]')
  if (!find())
    flushSync(() => {
      goTo('queue')
    })
  find()?.focus()
}
