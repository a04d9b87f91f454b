import { ChevronDown, ClipboardPaste, FileVideo, FolderOpen, Plus } from 'lucide-react'
import { draftSources } from '../app/ui-store.ts'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { chooseSources } from './choose.ts'

export function AddMenu() {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="primary">
          <Plus aria-hidden />
          Add
          <ChevronDown className="-mr-1 opacity-80" aria-hidden />
        </Button>
      }
    >
      <MenuItem
        icon={<ClipboardPaste aria-hidden />}
        hint={<Kbd keys="Mod+V" />}
        onClick={() => {
          draftSources([])
        }}
      >
        Paste addresses…
      </MenuItem>
      <MenuItem
        icon={<FileVideo aria-hidden />}
        hint={<Kbd keys="Mod+O" />}
        onClick={() => {
          chooseSources('files')
        }}
      >
        Choose files…
      </MenuItem>
      <MenuItem
        icon={<FolderOpen aria-hidden />}
        hint={<Kbd keys="Mod+Shift+O" />}
        onClick={() => {
          chooseSources('folder')
        }}
      >
        Choose folder…
      </MenuItem>
    </Menu>
  )
}
