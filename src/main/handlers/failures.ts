import type { Engine } from '../../core/index.ts'
import type { failureCalls } from '../../shared/calls/failures.ts'
import type { Handlers } from '../answer.ts'

export const failureHandlers = (engine: Engine): Pick<Handlers, keyof typeof failureCalls> => ({
  'failure.groups': () => engine.failures.groups(),
  'failure.retry': ({ cause }) => ({ changed: engine.failures.retry(cause) }),
  'site.release': ({ site }) => ({ changed: engine.sites.release(site) ? 1 : 0 }),
})
