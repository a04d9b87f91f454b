// Brings the named parts onto this machine: `prepare ffmpeg ffprobe`.
import { parseArgs } from 'node:util'
import { SpoolError } from '../shared/errors.ts'
import { ensure, explain, isPartName } from './ensure.ts'

const { positionals: names } = parseArgs({ allowPositionals: true })

try {
  await ensure(
    names.map((name) => {
      if (isPartName(name)) return name
      throw new SpoolError('invalid-input', `There is no part named ${name}.`)
    }),
  )
} catch (error) {
  if (!(error instanceof SpoolError)) throw error
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
