import { painted } from '../lib/painted.ts'

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

const shown = painted.then(() => import('./toast-manager.ts'))

/** Tells something that happened, for as long as it takes to read it. */
export function toast(message: Message): void {
  void shown.then(({ manager }) => {
    const { title, text, lines = [], tone = 'neutral', action } = message
    const id = manager.add({
      title,
      description: text,
      data: { tone, lines },
      timeout: tone === 'danger' ? 12_000 : action ? 8_000 : 4_000,
      actionProps: action && {
        children: action.name,
        onClick: () => {
          manager.close(id)
          action.run()
        },
      },
    })
  })
}
