import { app } from 'electron'
import { appOrigin } from '../shared/channels.ts'
import { serveApp } from './app-protocol.ts'
import { paths } from './paths.ts'
import { allowDevelopmentServer } from './security.ts'

/** Makes the window's page ready to load: the built one, or the development server's. */
export function servePage(): { url: string; origin: string } {
  const developmentServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
  if (developmentServer === undefined) {
    serveApp(paths.renderer)
    return { url: `${appOrigin}/`, origin: appOrigin }
  }
  const { origin } = new URL(developmentServer)
  allowDevelopmentServer(origin)
  return { url: developmentServer, origin }
}
