import { dialog } from 'electron'
import type { BrowserWindow, OpenDialogOptions } from 'electron'
import { t } from '../shared/language.ts'

export type Choice = 'files' | 'folder' | 'cookies'

const videoExtensions = [
  ...['mp4', 'mov', 'm4v', 'mkv', 'webm', 'avi', 'mpg', 'mpeg', 'ts', 'mts', 'm2ts', 'wmv', 'flv'],
]

/** Asks for files, a folder or a file of cookies with the system's dialog; empty when it was closed. */
export async function choose(window: BrowserWindow, what: Choice): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, optionsFor(what))
  return filePaths
}

function optionsFor(what: Choice): OpenDialogOptions {
  const allFiles = { name: t('shell.choose.allFiles'), extensions: ['*'] }
  switch (what) {
    case 'folder':
      return { title: t('shell.choose.folder'), properties: ['openDirectory'] }
    case 'files':
      return {
        title: t('shell.choose.files'),
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: t('shell.choose.videos'), extensions: videoExtensions }, allFiles],
      }
    case 'cookies':
      return {
        title: t('shell.choose.cookies'),
        properties: ['openFile', 'showHiddenFiles'],
        filters: [{ name: t('shell.choose.cookieFiles'), extensions: ['txt'] }, allFiles],
      }
  }
}
