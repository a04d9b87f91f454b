import { Plus, X } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import { useApp } from '../app/app-store.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'

interface MorePresetsProps {
  first: string
  value: readonly string[]
  onChange: (value: string[]) => void
}

/** Presets that each video is made with beside the first: a rendition each. */
export function MorePresets({ first, value, onChange }: MorePresetsProps) {
  const presets = useApp((state) => state.presets)
  const nameOf = (id: string) => presets.find((preset) => preset.id === id)?.name ?? id
  const label = t('library.morePresets')
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1">
      {value.map((id) => (
        <span
          key={id}
          className="flex h-7 items-center gap-1 rounded-md border border-line bg-sunken ps-2"
        >
          {nameOf(id)}
          <Button
            look="ghost"
            small
            iconOnly
            aria-label={t('library.leavePreset', { name: nameOf(id) })}
            onClick={() => {
              onChange(value.filter((other) => other !== id))
            }}
          >
            <X aria-hidden />
          </Button>
        </span>
      ))}
      <Menu
        trigger={
          <Button small>
            <Plus aria-hidden />
            {label}
          </Button>
        }
      >
        {presets
          .filter(({ id }) => id !== first && !value.includes(id))
          .map(({ id, name }) => (
            <MenuItem
              key={id}
              onClick={() => {
                onChange([...value, id])
              }}
            >
              {name}
            </MenuItem>
          ))}
      </Menu>
    </div>
  )
}
