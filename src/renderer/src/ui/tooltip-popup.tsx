import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { TooltipProps } from './tooltip.tsx'

export function TooltipPopup({ text, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger delay={500} render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="pops rounded-md bg-text px-2 py-1 text-sm text-canvas shadow-high">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
