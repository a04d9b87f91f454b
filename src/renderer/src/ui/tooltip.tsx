import { Suspense, type ReactElement } from 'react'
import { later } from '../lib/later.ts'

export interface TooltipProps {
  text: string
  children: ReactElement
}

const TooltipPopup = later(async () => (await import('./tooltip-popup.tsx')).TooltipPopup)

/** A hint for a control whose own words are not enough. The control keeps its accessible name. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Suspense fallback={children}>
      <TooltipPopup text={text}>{children}</TooltipPopup>
    </Suspense>
  )
}
