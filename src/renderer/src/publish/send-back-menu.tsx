import { CornerUpLeft } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import type { Leg } from '../../../shared/review.ts'
import { useApp } from '../app/app-store.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { sendBack } from './actions.ts'

interface SendBackMenuProps {
  legs: readonly Leg[]
  /** Without words, for where there is little room. */
  small?: boolean
}

/** The presets these could be made again with. */
export function SendBackMenu({ legs, small = false }: SendBackMenuProps) {
  const presets = useApp((state) => state.presets)
  return (
    <Menu
      trigger={
        <Button
          small={small}
          iconOnly={small}
          title={t('publish.sendBackHint')}
          aria-label={small ? t('publish.sendBack') : undefined}
        >
          <CornerUpLeft aria-hidden />
          {!small && t('publish.sendBack')}
        </Button>
      }
    >
      {presets
        .filter(({ id }) => legs.some(({ preset }) => preset !== id))
        .map((preset) => (
          <MenuItem
            key={preset.id}
            onClick={() => {
              sendBack(legs, preset)
            }}
          >
            {preset.name}
          </MenuItem>
        ))}
    </Menu>
  )
}
