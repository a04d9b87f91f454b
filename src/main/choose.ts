import { dialog } from 'electron'
import type { BrowserWindow } from 'electron'

export type Choice = 'files' | 'folder'

const videoExtensions = [
  ...['mp4', 'mov', 'm4v', 'mkv', 'webm', 'avi', 'mpg', 'mpeg', 'ts', 'mts', 'm2ts', 'wmv', 'flv'],
]

/** Asks for files or a folder with the system's dialog; empty when it was closed. */
export async function choose(window: BrowserWindow, what: Choice): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(
    window,
    what === 'folder'
      ? { title: 'Add a folder', properties: ['openDirectory'] }
      : {
          title: 'Add videos',
          properties: ['openFile', 'multiSelections'],
          filters: [
            { name: 'Videos', extensions: videoExtensions },
            { name: 'All files', extensions: ['*'] },
          ],
        },
  )
  return filePaths
}
