import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { t } from '../../../shared/language.ts'
import { CloseButton } from './close-button.tsx'
import { Layer } from './layer.tsx'

export const backdrop =
  'fixed inset-0 z-30 bg-text/25 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-sunken/70'
export const dialogPopup =
  // Below it stays room for what is told meanwhile.
  'pops fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100vh-9rem)] w-[calc(100vw-3rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl bg-raised shadow-high outline-none'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  description?: string
  wide?: boolean
  footer?: ReactNode
  children: ReactNode
}

export function Dialog({ open, onClose, title, description, wide = false, ...parts }: DialogProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup className={clsx(dialogPopup, wide ? 'max-w-140' : 'max-w-105')}>
          <div className="py-4 pe-12 ps-5">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            {description !== undefined && (
              <Base.Description className="text-muted">{description}</Base.Description>
            )}
          </div>
          <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto px-5 pb-5">
            <Layer>{parts.children}</Layer>
          </div>
          {parts.footer !== undefined && (
            <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
              {parts.footer}
            </div>
          )}
          {/* Last, so that the keyboard begins in the dialog's first field. */}
          <Base.Close
            render={
              <CloseButton aria-label={t('common.close')} className="absolute top-3.5 end-3.5" />
            }
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
