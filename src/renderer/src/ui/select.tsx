import { Select as Base } from '@base-ui/react/select'
import { clsx } from 'clsx'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useLayer } from './layer.tsx'

interface SelectProps {
  label: string
  /** As narrow as its words, for a row of several. */
  compact?: boolean
  value: string
  options: readonly { value: string; name: string; description?: string }[]
  onChange: (value: string) => void
}

export function Select({ label, compact = false, value, options, onChange }: SelectProps) {
  return (
    <Base.Root
      value={value}
      items={options.map((option) => ({ value: option.value, label: option.name }))}
      onValueChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    >
      <Base.Trigger
        aria-label={label}
        className={clsx(
          'flex items-center gap-2 rounded-md border border-line-strong bg-surface text-start shadow-low hover:bg-hover data-popup-open:bg-hover',
          compact ? 'h-7 max-w-44 px-2' : 'h-8 w-full px-2.5',
        )}
      >
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
