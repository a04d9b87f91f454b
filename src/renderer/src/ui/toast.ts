import type { ToastManager } from '@base-ui/react/toast'

export type Tone = 'neutral' | 'success' | 'danger'

interface Message {
  title: string
  text?: string
  lines?: readonly string[]
  tone?: Tone
  action?: { name: string; run: () => void }
}

export interface ToastData {
  tone: Tone
  lines: readonly string[]
}

let start: (manager: ToastManager<ToastData>) => void = () => undefined
const manager = new Promise<ToastManager<ToastData>>((resolve) => {
  start = resolve
})

/** To be told once somebody shows what a manager is told: what it is told before that is lost. */
export const showsToasts = (shown: ToastManager<ToastData>): void => {
  start(shown)
}

/** Tells something that happened, for as long as it takes to read it. */
export function toast(message: Message): void {
  void manager.then((toasts) => {
    const { title, text, lines = [], tone = 'neutral', action } = message
    const id = toasts.add({
      title,
      description: text,
      data: { tone, lines },
      timeout: tone === 'danger' ? 12_000 : action ? 8_000 : 4_000,
      actionProps: action && {
        children: action.name,
        onClick: () => {
          toasts.close(id)
          action.run()
        },
      },
    })
  })
}
