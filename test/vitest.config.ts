import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.ts'],
    // The servers of the tests are on this machine.
    env: { SPOOL_LOCAL_HOSTS: '127.0.0.1,localhost' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The tests run FFmpeg, which fills the cores by itself.
    maxWorkers: 2,
  },
})
