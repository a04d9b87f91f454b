import { dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { t } from '../shared/language.ts'

export type Choice = 'files' | 'folder'

const videoExtensions = [
  ...['mp4', 'mov', 'm4v', 'mkv', 'webm', 'avi', 'mpg', 'mpeg', 'ts', 'mts', 'm2ts', 'wmv', 'flv'],
]

/** Asks for files or a folder with the system's dialog; empty when it was closed. */
export async function choose(window: BrowserWindow, what: Choice): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(
    window,
    what === 'folder'
      ? { title: t('shell.choose.folder'), properties: ['openDirectory'] }
      : {
          title: t('shell.choose.files'),
          properties: ['openFile', 'multiSelections'],
          filters: [
            { name: t('shell.choose.videos'), extensions: videoExtensions },
            { name: t('shell.choose.allFiles'), extensions: ['*'] },
          ],
        },
  )
  return filePaths
}
