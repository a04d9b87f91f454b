import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { results } from './paths.ts'

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(results, 'e2e'),
  // Each has an Electron and a folder of its own; most of the time it waits for the screen.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
})
