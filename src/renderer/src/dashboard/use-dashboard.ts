import { useEffect, useState } from 'react'
import type { Dashboard } from '../../../shared/dashboard.ts'
import type { FailureGroup } from '../../../shared/failure-group.ts'
import { call, sentenceOf } from '../lib/bridge.ts'

interface State {
  dashboard: Dashboard | null
  groups: readonly FailureGroup[]
  failure: string | null
}

/** Figures that change with every job are read again this often, and only while they are seen. */
const everyMs = 3_000

export function useDashboard(): State {
  const [state, setState] = useState<State>({ dashboard: null, groups: [], failure: null })
  useEffect(() => {
    let open = true
    let timer: number | undefined
    const read = (): void => {
      timer = undefined
      Promise.all([call('dashboard.get', undefined), call('failure.groups', undefined)]).then(
        ([dashboard, groups]) => {
          if (open) setState({ dashboard, groups, failure: null })
        },
        (error: unknown) => {
          if (open) setState((shown) => ({ ...shown, failure: sentenceOf(error) }))
        },
      )
    }
    const stop = window.spool.on('queue.changed', () => {
      if (!document.hidden) timer ??= window.setTimeout(read, everyMs)
    })
    read()
    return () => {
      open = false
      clearTimeout(timer)
      stop()
    }
  }, [])
  return state
}
