#!/usr/bin/env node
import { fileURLToPath } from 'node:url'

// The database's native part ends older runtimes without a word, so this comes before any import.
const oldestNode = 22
const [major = '0'] = process.versions.node.split('.')
if (Number(major) < oldestNode) {
  process.stderr.write(
    `spool needs Node ${String(oldestNode)} or newer; this is ${process.versions.node}.\n`,
  )
  process.exit(1)
}

const worker = import.meta.url.endsWith('.ts') ? '../worker/index.ts' : './worker.js'
const { runProgram } = await import('./program/index.ts')
process.exitCode = await runProgram(process.argv, fileURLToPath(new URL(worker, import.meta.url)))
