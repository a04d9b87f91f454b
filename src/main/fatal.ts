import { app, dialog } from 'electron'
import { toFailure } from '../shared/errors.ts'
import { t } from '../shared/language.ts'
import type { Log } from './log.ts'

/** Says in one sentence why Spool cannot go on, and ends it. */
export function endWith(error: unknown, log: Log, sayOnTerminal: Log): void {
  const { message, details } = toFailure(error)
  log(`ended: ${message} ${details.stack ?? ''}`)
  sayOnTerminal(message)
  dialog.showErrorBox(t('shell.cannotGoOn'), message)
  app.exit(1)
}
