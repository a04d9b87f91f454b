import { Toast as Base } from '@base-ui/react/toast'

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

/** What is told, for whoever shows it. */
export const manager = Base.createToastManager<ToastData>()

/** Tells something that happened, for as long as it takes to read it. */
export function toast({ title, text, lines = [], tone = 'neutral', action }: Message): void {
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
}
