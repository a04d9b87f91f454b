import { useEffect, useState } from 'react'
import type { FailureGroup } from '../../../shared/failure-group.ts'
import type { SourceId } from '../../../shared/job.ts'
import { call } from '../lib/bridge.ts'

interface Choices {
  sources: readonly { id: SourceId; name: string }[]
  causes: readonly FailureGroup[]
}

/** So many sources fit in a menu a person can still read. */
const shownSources = 200

/** What the list can be narrowed to: its sources and, among the failed, its causes. */
export function useChoices(failed: boolean): Choices {
  const [sources, setSources] = useState<Choices['sources']>([])
  const [causes, setCauses] = useState<Choices['causes']>([])
  useEffect(() => {
    const read = (): void => {
      // A menu that stays as it was is no harm.
      call('source.page', { cursor: null, limit: shownSources }).then(
        (page) => {
          setSources(page.sources.map(({ id, title }) => ({ id, name: title })))
        },
        () => undefined,
      )
    }
    read()
    return window.spool.on('sources.changed', read)
  }, [])
  useEffect(() => {
    if (!failed) return
    call('failure.groups', undefined).then(setCauses, () => undefined)
    return () => {
      setCauses([])
    }
  }, [failed])
  return { sources, causes }
}
