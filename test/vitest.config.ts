import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '..')

export default defineConfig({
  root,
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.ts'],
    env: {
      // The servers of the tests are on this machine.
      SPOOL_LOCAL_HOSTS: '127.0.0.1,localhost',
      // Hundreds of workers and commands are started, which are compiled once.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
    },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The tests run FFmpeg, which fills the cores by itself.
    maxWorkers: 2,
  },
})
