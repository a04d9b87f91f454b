import { join } from 'node:path'
import { BrowserWindow, app } from 'electron'

// As the template of electron-vite opens its window.
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1120,
    height: 720,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { preload: join(import.meta.dirname, '../preload/index.cjs'), sandbox: true },
  })
  window.on('ready-to-show', () => {
    window.show()
  })
  return window.loadFile(join(import.meta.dirname, '../renderer/index.html'))
})
