import { ChevronDown, ClipboardPaste, FileVideo, FolderOpen, Plus } from 'lucide-react'
import { actions } from '../../../shared/actions.ts'
import { t } from '../../../shared/language.ts'
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
          {t('add.add')}
          <ChevronDown className="-me-1 opacity-80" aria-hidden />
        </Button>
      }
    >
      <MenuItem
        icon={<ClipboardPaste aria-hidden />}
        hint={<Kbd keys={actions.paste.keys[0]} />}
        onClick={() => {
          draftSources([])
        }}
      >
        {t('add.paste')}
      </MenuItem>
      <MenuItem
        icon={<FileVideo aria-hidden />}
        hint={<Kbd keys={actions.addFiles.keys[0]} />}
        onClick={() => {
          chooseSources('files')
        }}
      >
        {t('add.files')}
      </MenuItem>
      <MenuItem
        icon={<FolderOpen aria-hidden />}
        hint={<Kbd keys={actions.addFolder.keys[0]} />}
        onClick={() => {
          chooseSources('folder')
        }}
      >
        {t('add.folder')}
      </MenuItem>
    </Menu>
  )
}
