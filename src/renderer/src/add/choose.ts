import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { proposeSources } from './propose.ts'

/** Lets the user pick files or a folder, then shows them in the add dialog. */
export function chooseSources(what: 'files' | 'folder'): void {
  attempt(async () => {
    const chosen = await call('source.choose', { what })
    if (chosen.length > 0) proposeSources(chosen)
  })
}
