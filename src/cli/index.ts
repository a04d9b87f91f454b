#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheDirectory } from '../core/tools/cache-directory.ts'

// The database's native part ends older runtimes without a word, so this comes before any import.
const oldestNode = 22
const [major = '0'] = process.versions.node.split('.')
if (Number(major) < oldestNode) {
  process.stderr.write(
    `spool needs Node ${String(oldestNode)} or newer; this is ${process.versions.node}.\n`,
  )
  process.exit(1)
}

// What was compiled once is not compiled again, neither here nor in the workers.
process.env.NODE_COMPILE_CACHE ??= join(cacheDirectory(), 'compiled')
enableCompileCache(process.env.NODE_COMPILE_CACHE)

const worker = import.meta.url.endsWith('.ts') ? '../worker/index.ts' : './worker.js'
const { runProgram } = await import('./program/index.ts')
process.exitCode = await runProgram(process.argv, fileURLToPath(new URL(worker, import.meta.url)))
