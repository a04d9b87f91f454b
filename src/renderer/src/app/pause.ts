import type { PauseMode } from '../../../shared/queue.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { useApp } from './app-store.ts'

export function pauseQueue(mode: PauseMode, minutes?: number): void {
  attempt(async () => {
    useApp.setState({
      overview: await call('queue.pause', {
        mode,
        ...(minutes === undefined ? {} : { minutes }),
      }),
    })
  })
}

export function resumeQueue(): void {
  attempt(async () => {
    useApp.setState({ overview: await call('queue.resume', undefined) })
  })
}
