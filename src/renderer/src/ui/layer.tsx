import { createContext, createRef, use, useRef, type ReactNode, type RefObject } from 'react'

type LayerRef = RefObject<HTMLDivElement | null>

const LayerContext = createContext<LayerRef>(createRef())

/** Popups opened within are put at its end, and so belong to the same landmark or dialog. */
export function Layer({ children }: { children: ReactNode }) {
  const layer = useRef<HTMLDivElement>(null)
  return (
    <LayerContext value={layer}>
      {children}
      <div ref={layer} className="absolute" />
    </LayerContext>
  )
}

/** Where a popup is put. */
export const useLayer = (): LayerRef => use(LayerContext)
