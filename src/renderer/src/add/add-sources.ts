import type { AddedSource } from '../../../shared/calls/sources.ts'
import type { CallInput } from '../../../shared/contract.ts'
import { t } from '../../../shared/language.ts'
import { translated } from '../../../shared/sentences.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { toast } from '../ui/toast.ts'

type Options = Omit<CallInput<'source.add'>, 'locations'>

/** What one message to main may hold, and how long one location may be. */
const batchSize = 1_000
const longestLocation = 8_192
/** How many refusals a toast names one by one. */
const namedRefusals = 3

/** Adds sources and tells what came of each: added, already there, or refused and why. */
export async function addSources(
  locations: readonly string[],
  options: Options = {},
): Promise<void> {
  const results: AddedSource[] = locations.filter(isTooLong).map((location) => ({
    outcome: 'rejected',
    location: `${location.slice(0, 60)}…`,
    message: t('add.tooLong'),
  }))
  const usable = locations.filter((location) => !isTooLong(location))
  for (let start = 0; start < usable.length; start += batchSize) {
    const batch = usable.slice(start, start + batchSize)
    results.push(...(await call('source.add', { locations: batch, ...options })))
  }
  tell(results)
}

/** What is new leaves the library; what was there is not looked at. */
async function undo(results: readonly AddedSource[]): Promise<void> {
  const done = results.flatMap((result) => (result.outcome === 'added' ? result : []))
  const sources = done.flatMap(({ sourceId, isNew }) => (isNew ? sourceId : []))
  const jobs = done.flatMap(({ jobId, isNew }) => (isNew ? [] : jobId))
  if (sources.length > 0) await call('source.remove', { ids: [...new Set(sources)] })
  if (jobs.length > 0) await call('job.cancel', { ids: jobs })
}

const isTooLong = (location: string): boolean => location.length > longestLocation

function tell(results: readonly AddedSource[]): void {
  const ids = results.flatMap((result) => (result.outcome === 'added' ? [result.jobId] : []))
  const known = results.filter((result) => result.outcome === 'duplicate').length
  const refused = results.filter((result) => result.outcome === 'rejected')

  if (ids.length > 0) {
    toast({
      tone: 'success',
      title: t('add.added', { count: ids.length }),
      ...(known > 0 ? { text: t('add.othersKnown', { count: known }) } : {}),
      action: {
        name: t('common.undo'),
        run: () => {
          attempt(() => undo(results))
        },
      },
    })
  } else if (known > 0) {
    toast({ title: t('add.known', { count: known }) })
  }
  if (refused.length > 0) {
    toast({
      tone: 'danger',
      title: t('add.refused', { count: refused.length }),
      lines: [
        ...refused
          .slice(0, namedRefusals)
          .map(({ location, message }) => `${location}: ${translated(message)}`),
        ...(refused.length > namedRefusals
          ? [t('add.moreRefused', { count: refused.length - namedRefusals })]
          : []),
      ],
    })
  }
}
