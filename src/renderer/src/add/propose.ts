import { t } from '../../../shared/language.ts'
import { isListFile } from '../../../shared/list-file.ts'
import { draftSources } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { toast } from '../ui/toast.ts'

/** Shows locations in the add dialog, where they can be looked at before they are added. */
export function proposeSources(locations: readonly string[]): void {
  attempt(async () => {
    const found = await expanded(locations)
    if (found.length > 0) draftSources(found)
  })
}

/** Locations with the addresses of list files in their place; a list that is none is told of. */
export async function expanded(locations: readonly string[]): Promise<string[]> {
  const lists = locations.filter(isListFile)
  if (lists.length === 0) return [...locations]
  const { locations: found, refused } = await call('source.expand', { locations: lists })
  if (refused.length > 0) {
    toast({
      tone: 'danger',
      title: t('add.refused', { count: refused.length }),
      lines: refused.slice(0, 3).map(({ location, message }) => `${location}: ${message}`),
    })
  }
  return [...new Set([...locations.filter((location) => !isListFile(location)), ...found])]
}
