import { useEffect } from 'react'
import { t } from '../../../shared/language.ts'
import { useUi } from '../app/ui-store.ts'
import { toast } from '../ui/toast.ts'
import { proposeSources } from './propose.ts'
import { locationsIn, takesText } from './transfer.ts'

/** Pasting anywhere but into a field opens the add dialog with what was in the clipboard. */
export function usePaste(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (!event.clipboardData || takesText(event.target)) return
      const { dialog, question } = useUi.getState()
      if (question !== null || (dialog !== null && dialog !== 'add')) return
      event.preventDefault()
      const locations = locationsIn(event.clipboardData)
      if (locations.length > 0) proposeSources(locations)
      else toast({ title: t('add.clipboardNothing') })
    }
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}
