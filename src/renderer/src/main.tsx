import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { speakInPage } from './app/speak.ts'
import './styles.css'
import { Toaster } from './ui/toast.tsx'
import { TooltipProvider } from './ui/tooltip.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')

speakInPage(window.spool.locale)
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <TooltipProvider delay={500}>
        <App />
        <Toaster />
      </TooltipProvider>
    </CSPProvider>
  </StrictMode>,
)
