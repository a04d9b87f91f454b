import { contenders } from './contenders.ts'

/**
 * Measures one queue in a process of its own: `run.ts NAME FILE JOBS SINGLE BULK`. Prints one line
 * of JSON with what a call takes, in milliseconds.
 */
const [name = '', file = '', jobs = '0', single = '1000', bulk = '10000'] = process.argv.slice(2)
const open = contenders[name]
if (!open) throw new Error(`There is no contender “${name}”.`)

const queue = await open(file)
await queue.prefill(Number(jobs))

const each = async (calls: number, work: () => unknown): Promise<number> => {
  const begun = performance.now()
  for (let call = 0; call < calls; call++) await work()
  return (performance.now() - begun) / calls
}

const calls = Number(single)
const enqueue = await each(calls, () => queue.enqueue())
const cycle = await each(calls, () => queue.claimAndComplete())
const many = queue.enqueueMany
const enqueueMany = many ? await each(1, () => many(Number(bulk))) : null
await queue.close()
process.stdout.write(`${JSON.stringify({ enqueue, cycle, enqueueMany })}\n`)
process.exit(0)
