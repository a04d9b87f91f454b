import { X } from 'lucide-react'
import { Button, type ButtonProps } from './button.tsx'

/** The cross in a corner that takes away what it stands on. */
export function CloseButton(props: ButtonProps) {
  return (
    <Button look="ghost" small iconOnly {...props}>
      <X aria-hidden />
    </Button>
  )
}
