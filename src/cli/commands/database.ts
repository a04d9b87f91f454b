import { resolve } from 'node:path'
import { rescueDatabase, spoolHome } from '../../core/index.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function backup(output: Output, file: string | undefined): Promise<number> {
  const path = await withEngine((engine) =>
    engine.backUp(file === undefined ? undefined : resolve(file)),
  )
  output.answer({ path }, `Copied the database to ${path}.`)
  return 0
}

export async function rescue(output: Output, options: { anew?: true }): Promise<number> {
  const aside = await rescueDatabase(spoolHome(), options.anew ? 'nothing' : 'backup')
  output.answer(
    { aside },
    `The damaged database is now ${aside}; Spool ${options.anew ? 'begins anew' : 'goes on from its last backup'}.`,
  )
  return 0
}
