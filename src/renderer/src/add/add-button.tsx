import { ChevronDown, Plus } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import { Button, type ButtonProps } from '../ui/button.tsx'

/** What opens the menu of ways to add, and stands for it until it can be opened. */
export function AddButton(props: ButtonProps) {
  return (
    <Button look="primary" {...props}>
      <Plus aria-hidden />
      {t('add.add')}
      <ChevronDown className="-me-1 opacity-80" aria-hidden />
    </Button>
  )
}
