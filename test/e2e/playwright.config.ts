import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { results } from './paths.ts'

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(results, 'e2e'),
  // One Electron at a time: each runs FFmpeg, which fills the cores by itself.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
})
