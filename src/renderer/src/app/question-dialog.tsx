import { AlertDialog } from '@base-ui/react/alert-dialog'
import { clsx } from 'clsx'
import { t } from '../../../shared/language.ts'
import { Button } from '../ui/button.tsx'
import { backdrop, dialogPopup } from '../ui/dialog.tsx'
import { useUi } from './ui-store.ts'

/** Asks before something is lost. */
export function QuestionDialog() {
  const question = useUi((state) => state.question)
  return (
    <AlertDialog.Root
      open={question !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) question?.answer(false)
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdrop} />
        <AlertDialog.Popup className={clsx(dialogPopup, 'max-w-100 p-5')}>
          <AlertDialog.Title className="text-lg font-semibold">{question?.title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1 break-words text-muted">
            {question?.text}
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={() => question?.answer(false)}>{t('app.keep')}</Button>
            <Button look="danger" onClick={() => question?.answer(true)}>
              {question?.action}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
