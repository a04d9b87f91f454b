import { Errands, launchChildProcess, requireTools } from '../core/index.ts'
import type { NetworkSettings } from '../shared/settings/network.ts'

/** An errand on the command line reads only files. */
const noNetwork: NetworkSettings = { allowLocal: false, localHosts: [] }

/** Errands in worker processes that are children of this one. */
export const cliErrands = (workerScript: string): Errands =>
  new Errands({
    launchWorker: launchChildProcess(workerScript),
    tools: requireTools,
    network: () => noNetwork,
  })
