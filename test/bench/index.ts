import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { hasDisplay, withDisplay } from '../../src/setup/display.ts'
import { ensure } from '../../src/setup/ensure.ts'
import { latency } from './queue/latency.ts'
import { length } from './queue/length.ts'
import { throughput } from './queue/throughput.ts'
import { sources } from './sources/index.ts'
import { transform } from './transform/index.ts'
import { window } from './window/index.ts'
import { installPeers } from './peers.ts'
import { isMet, table, type Suite } from './result.ts'

/**
 * `npm run bench [SUITE…]`: medians and ratios, each measured in one run. Prints a table a suite and
 * writes all of it to test/results/bench.json.
 */
const suites: Record<string, Suite> = { throughput, length, latency, sources, window, transform }
const wanted = process.argv.slice(2)
const names = wanted.length === 0 ? Object.keys(suites) : wanted
for (const name of names) if (!suites[name]) throw new Error(`There is no suite “${name}”.`)

if (names.includes('window') && !hasDisplay()) {
  await ensure(['display'])
  const [program, ...args] = withDisplay([process.execPath, ...process.argv.slice(1)])
  process.exit(spawnSync(program, args, { stdio: 'inherit' }).status ?? 1)
}

const say = (line: string) => void process.stderr.write(`${line}\n`)
await ensure(['ffmpeg', 'ffprobe'])
if (names.includes('throughput')) await installPeers(say)

const folder = mkdtempSync(join(tmpdir(), 'spool-bench-'))
const [processor] = cpus()
const machine = `${cpus().length} × ${processor?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`
process.stdout.write(`${machine}\n`)
const report: Record<string, unknown> = { machine, at: new Date().toISOString() }
let missed = 0
try {
  for (const name of names) {
    const suite = suites[name]
    if (!suite) continue
    const results = await suite.run(folder, say)
    report[name] = results
    missed += results.filter((result) => !isMet(result)).length
    process.stdout.write(`\n${suite.name}\n\n${table(results)}\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const results = join(import.meta.dirname, '..', 'results')
mkdirSync(results, { recursive: true })
writeFileSync(join(results, 'bench.json'), JSON.stringify(report, null, 2))
process.stdout.write(
  `\n${missed === 0 ? 'Every target was met.' : `${missed} missed their target.`}\n`,
)
