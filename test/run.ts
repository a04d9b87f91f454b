import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { withDisplay } from '../src/setup/display.ts'
import { ensure } from '../src/setup/ensure.ts'

/**
 * Everything that must hold before a change lands: checks of the source, then every test on real
 * parts. All of it runs even where something fails; the last line counts.
 */
const root = join(import.meta.dirname, '..')
const results = join(root, 'test', 'results')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

interface Count {
  passed: number
  failed: number
}

interface RunOptions {
  env?: NodeJS.ProcessEnv
  /** Takes what it says, where others run beside it; it is shown as it comes otherwise. */
  onOutput?: (text: string) => void
}

function run(command: string, args: string[], options: RunOptions = {}): Promise<boolean> {
  const { env, onOutput } = options
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...env },
    })
    for (const stream of [child.stdout, child.stderr]) {
      if (onOutput) stream?.setEncoding('utf8').on('data', onOutput)
    }
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`)
      resolve(false)
    })
    child.on('close', (code) => {
      resolve(code === 0)
    })
  })
}

async function step(name: string, work: () => Promise<Count>, begun = Date.now()): Promise<Count> {
  process.stdout.write(`\n── ${name}\n`)
  const count = await work()
  const seconds = ((Date.now() - begun) / 1_000).toFixed(1)
  process.stdout.write(
    `── ${name}: ${count.passed} passed, ${count.failed} failed, in ${seconds} s\n`,
  )
  return count
}

const one = (isPassed: boolean): Count => ({
  passed: isPassed ? 1 : 0,
  failed: isPassed ? 0 : 1,
})

const check = (name: string, command: string, args: string[]): Promise<Count> =>
  step(name, async () => one(await run(bin(command), args)))

type Check = readonly [name: string, command: string, args: string[]]

/** Checks of the source take one core each: they run side by side, and speak one after the other. */
async function checks(...all: readonly Check[]): Promise<Count[]> {
  const begun = Date.now()
  const running = all.map(([name, command, args]) => {
    let said = ''
    const onOutput = (text: string) => {
      said += text
    }
    return { name, isPassed: run(bin(command), args, { onOutput }), said: () => said }
  })
  const counts: Count[] = []
  for (const { name, isPassed, said } of running) {
    const work = async () => {
      const passed = await isPassed
      process.stdout.write(said())
      return one(passed)
    }
    counts.push(await step(name, work, begun))
  }
  return counts
}

/** A run that counted nothing, or failed without a failed test, has itself failed. */
function counted(succeeded: boolean, { passed, failed }: Count): Count {
  const sound = succeeded ? passed > 0 : failed > 0
  return { passed, failed: sound ? failed : failed + 1 }
}

function readReport<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    process.stderr.write(`${file} cannot be read: ${String(error)}\n`)
    return null
  }
}

const vitestReport = z.object({ numPassedTests: z.number(), numTotalTests: z.number() })
const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
})

async function unitAndIntegration(): Promise<Count> {
  const file = join(results, 'vitest.json')
  const succeeded = await run(bin('vitest'), [
    ...['run', '--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json'],
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file, vitestReport)
  const passed = report?.numPassedTests ?? 0
  // A test that did not run counts as failed: none is skipped because a part is missing.
  return counted(succeeded, { passed, failed: (report?.numTotalTests ?? 0) - passed })
}

async function endToEnd(): Promise<Count> {
  const file = join(results, 'playwright.json')
  const [program, ...args] = withDisplay([
    bin('playwright'),
    ...['test', '--config', 'test/e2e/playwright.config.ts', '--reporter=list,json'],
  ])
  const succeeded = await run(program, args, { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file } })
  const stats = readReport(file, playwrightReport)?.stats
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0)
  return counted(succeeded, { passed: stats?.expected ?? 0, failed })
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const counts = await checks(
  ['format', 'prettier', ['--check', '.']],
  ['types', 'tsc', ['-p', '.']],
  ['lint', 'eslint', ['.']],
  ['imports', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs']],
)
await ensure([
  'ffmpeg',
  'ffprobe',
  'yt-dlp',
  'electron',
  'libraries',
  'sqlite',
  'display',
  'key-store',
])
counts.push(
  await check('build', 'electron-vite', ['build']),
  await step('unit and integration tests', unitAndIntegration),
  await step('end-to-end tests in Electron', endToEnd),
)
const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0)
process.exitCode = total('failed') === 0 ? 0 : 1
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`)
