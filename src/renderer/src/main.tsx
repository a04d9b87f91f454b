import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { followOverview, loadApp } from './app/app-store.ts'
import { speakInPage } from './app/speak.ts'
import { awaitPaint } from './lib/painted.ts'
import { followQueue, queue } from './queue/live-queue.ts'
import './styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')

awaitPaint()
speakInPage(window.spool.locale)
followOverview()
followQueue()
void loadApp()
void show(root)

/** Draws the window; what is known of the queue by then is in its first picture. */
async function show(root: HTMLElement): Promise<void> {
  const page = await window.spool.glance
  if (page) queue.show(page)
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <App />
      </CSPProvider>
    </StrictMode>,
  )
}
