import { systemCode } from '../../shared/errors.ts'

const passing = ['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_LOCKED']

/** Whether writing again later can succeed: the disk is full, or the file is locked. */
export const isPassing = (error: unknown): boolean =>
  passing.some((code) => systemCode(error)?.startsWith(code))
