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

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`)
      resolve(false)
    })
    child.on('exit', (code) => {
      resolve(code === 0)
    })
  })
}

async function step(name: string, work: () => Promise<Count>): Promise<Count> {
  process.stdout.write(`\n── ${name}\n`)
  const begun = Date.now()
  const count = await work()
  const seconds = ((Date.now() - begun) / 1_000).toFixed(1)
  process.stdout.write(
    `── ${name}: ${count.passed} passed, ${count.failed} failed, in ${seconds} s\n`,
  )
  return count
}

const check = (name: string, command: string, args: string[]): Promise<Count> =>
  step(name, async () =>
    (await run(bin(command), args)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
  )

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
  const succeeded = await run(program, args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const stats = readReport(file, playwrightReport)?.stats
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0)
  return counted(succeeded, { passed: stats?.expected ?? 0, failed })
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const counts = [
  await check('format', 'prettier', ['--check', '.']),
  await check('types', 'tsc', ['-p', '.']),
  await check('lint', 'eslint', ['.']),
  await check('imports', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs']),
]
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
