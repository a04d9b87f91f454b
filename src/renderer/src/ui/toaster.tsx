import { Toast as Base } from '@base-ui/react/toast'
import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { useEffect } from 'react'
import { t } from '../../../shared/language.ts'
import { Button } from './button.tsx'
import { CloseButton } from './close-button.tsx'
import { showsToasts, type ToastData, type Tone } from './toast.ts'

const manager = Base.createToastManager<ToastData>()

export function Toaster() {
  // The provider listens by then: effects of what is inside come first.
  useEffect(() => {
    showsToasts(manager)
  }, [])
  return (
    <Base.Provider toastManager={manager} limit={4}>
      <Base.Portal>
        <Base.Viewport className="above-footer beside-pane fixed z-50 pointer-events-none flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

const icons: Record<Tone, typeof Info> = {
  neutral: Info,
  success: CircleCheck,
  danger: CircleAlert,
}
const iconTones: Record<Tone, string> = {
  neutral: 'text-muted',
  success: 'text-success',
  danger: 'text-danger',
}

function ToastList() {
  const { toasts } = Base.useToastManager<ToastData>()
  return toasts.map((item) => {
    const { tone, lines } = item.data ?? { tone: 'neutral', lines: [] }
    const Icon = icons[tone]
    return (
      <Base.Root
        key={item.id}
        toast={item}
        swipeDirection={['right']}
        className="pops pointer-events-auto rounded-lg bg-raised shadow-high data-limited:hidden"
      >
        <Base.Content className="flex items-start gap-2.5 p-3">
          <Icon className={clsx('mt-0.5 size-4 shrink-0', iconTones[tone])} aria-hidden />
          <div className="min-w-0 grow">
            <Base.Title className="font-medium break-words" />
            <Base.Description className="text-muted" />
            {lines.length > 0 && (
              <ul className="selectable mt-1 flex flex-col gap-1 text-sm break-words text-muted">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </div>
          {item.actionProps && <Base.Action render={<Button small className="-my-1" />} />}
          <Base.Close
            render={<CloseButton aria-label={t('common.dismiss')} className="-my-1 -me-1" />}
          />
        </Base.Content>
      </Base.Root>
    )
  })
}
