import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useLayer } from './layer.tsx'

export const menuPopup =
  'pops min-w-48 rounded-lg whitespace-nowrap bg-raised p-1 text-base shadow-high outline-none select-none'
export const menuItem =
  'flex h-7 cursor-default items-center gap-2 rounded-md px-2 outline-none data-disabled:opacity-50 data-highlighted:bg-pressed data-popup-open:bg-pressed [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement
  align?: 'start' | 'end'
  children: ReactNode
}

export function Menu({ trigger, align = 'start', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal container={useLayer()}>
        <Base.Positioner align={align} sideOffset={4} className="z-40 outline-none">
          <Base.Popup className={menuPopup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface MenuItemProps {
  icon?: ReactNode
  hint?: ReactNode
  disabled?: boolean
  onClick: () => void
  children: ReactNode
}

export function MenuItem({ icon, hint, disabled = false, onClick, children }: MenuItemProps) {
  return (
    <Base.Item className={menuItem} disabled={disabled} onClick={onClick}>
      {icon}
      <span className="grow">{children}</span>
      {hint !== undefined && <span className="ps-6">{hint}</span>}
    </Base.Item>
  )
}

interface MenuChoiceProps<T> {
  value: T | null
  options: readonly { value: T; name: string }[]
  onChoose: (value: T) => void
}

/** One of several, the present one ticked. */
export function MenuChoice<T extends number>({ value, options, onChoose }: MenuChoiceProps<T>) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChoose}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={menuItem}>
          <span className="grow">{option.name}</span>
          <Base.RadioItemIndicator>
            <Check aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="mx-2 my-1 h-px bg-line" />
}
