import { access } from 'node:fs/promises'

/** Whether there is a file or folder; a drive that sleeps or is far keeps nobody else waiting. */
export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
