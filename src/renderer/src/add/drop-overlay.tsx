import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../../shared/language.ts'
import { draftSources, useUi } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { toast } from '../ui/toast.ts'
import { addSources } from './add-sources.ts'
import { expanded } from './propose.ts'
import { bringsSources, locationsIn } from './transfer.ts'

/** The whole window takes drops; while something hovers over it, it says so. */
export function DropOverlay() {
  const hovering = useDrop()
  if (!hovering) return null
  return (
    <div
      data-testid="drop-overlay"
      className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-canvas/85 p-4"
    >
      <div className="flex size-full flex-col items-center justify-center gap-1 rounded-xl border-2 border-dashed border-accent text-center">
        <div className="mb-3 flex size-14 items-center justify-center rounded-xl bg-accent-soft text-accent-text">
          <Download className="size-7" strokeWidth={1.5} aria-hidden />
        </div>
        <p className="text-xl font-semibold">{t('add.dropTitle')}</p>
        <p className="text-muted">{t('add.dropText')}</p>
      </div>
    </div>
  )
}

function useDrop(): boolean {
  const [hovering, setHovering] = useState(false)
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!bringsSources(event.dataTransfer)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      setHovering(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovering(false)
    }
    const onDrop = (event: DragEvent): void => {
      event.preventDefault()
      setHovering(false)
      if (event.dataTransfer) takeDrop(locationsIn(event.dataTransfer))
    }
    document.addEventListener('dragenter', onOver)
    document.addEventListener('dragover', onOver)
    document.addEventListener('dragleave', onLeave)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('dragenter', onOver)
      document.removeEventListener('dragover', onOver)
      document.removeEventListener('dragleave', onLeave)
      document.removeEventListener('drop', onDrop)
    }
  }, [])
  return hovering
}

/** Addresses are looked at before they are added; files and folders are added at once. */
function takeDrop(dropped: readonly string[]): void {
  if (dropped.length === 0) {
    toast({ title: t('add.dropNothing') })
    return
  }
  attempt(async () => {
    const locations = await expanded(dropped)
    const hasAddress = locations.some((location) => /^https?:/i.test(location))
    if (locations.length === 0) return
    if (hasAddress || useUi.getState().dialog === 'add') draftSources(locations)
    else await addSources(locations)
  })
}
