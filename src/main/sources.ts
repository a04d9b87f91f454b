import { dialog } from 'electron'
import type { Engine } from '../core/index.ts'
import { t } from '../shared/language.ts'
import { translated } from '../shared/sentences.ts'

/** Adds sources that came from outside the window, and says which of them cannot be used. */
export async function addSources(engine: Engine, locations: string[]): Promise<void> {
  if (locations.length === 0) return
  const added = await engine.sources.addDropped({ locations })
  const refused = added.flatMap((one) =>
    one.outcome === 'rejected' ? [`${one.location}\n${translated(one.message)}`] : [],
  )
  if (refused.length === 0) return
  await dialog.showMessageBox({
    type: 'warning',
    message: t('shell.refused', { count: refused.length }),
    detail: refused.slice(0, 10).join('\n\n'),
  })
}
