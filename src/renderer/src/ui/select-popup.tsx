import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useLayer } from './layer.tsx'
import { selectTrigger, type SelectProps } from './select-look.ts'

export function SelectPopup({ label, compact = false, value, options, onChange }: SelectProps) {
  return (
    <Base.Root
      value={value}
      items={options.map((option) => ({ value: option.value, label: option.name }))}
      onValueChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    >
      <Base.Trigger aria-label={label} className={selectTrigger(compact)}>
        <Base.Value className="grow truncate" />
        <Base.Icon>
          <ChevronsUpDown className="size-3.5 text-muted" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal container={useLayer()}>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-40 outline-none">
          <Base.Popup className="pops max-h-(--available-height) max-w-100 min-w-(--anchor-width) overflow-y-auto rounded-lg bg-raised p-1 shadow-high outline-none">
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  className="flex cursor-default items-start gap-2 rounded-md px-2 py-1.5 outline-none data-highlighted:bg-pressed"
                >
                  <div className="min-w-0 grow">
                    <Base.ItemText className="block">{option.name}</Base.ItemText>
                    {option.description !== undefined && (
                      <span className="block text-sm text-muted">{option.description}</span>
                    )}
                  </div>
                  <Base.ItemIndicator className="pt-0.5">
                    <Check className="size-4 text-accent-text" aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
