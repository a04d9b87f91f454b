import { useEffect } from 'react'
import type { Dashboard } from '../../../shared/dashboard.ts'
import type { FailureGroup } from '../../../shared/failure-group.ts'
import { call } from '../lib/bridge.ts'
import { useReading, type Reading } from '../lib/use-reading.ts'

interface Figures {
  dashboard: Dashboard
  groups: readonly FailureGroup[]
}

/** Figures that change with every job are read again this often, and only while they are seen. */
const everyMs = 3_000

export function useDashboard(): Reading<Figures> {
  const reading = useReading(read, [])
  const { again } = reading
  useEffect(() => {
    let timer: number | undefined
    const stop = window.spool.on('queue.changed', () => {
      if (document.hidden) return
      timer ??= window.setTimeout(() => {
        timer = undefined
        again()
      }, everyMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [again])
  return reading
}

async function read(): Promise<Figures> {
  const [dashboard, groups] = await Promise.all([
    call('dashboard.get', undefined),
    call('failure.groups', undefined),
  ])
  return { dashboard, groups }
}
