import { ClipboardPaste, FileVideo, FolderOpen } from 'lucide-react'
import { actions } from '../../../shared/actions.ts'
import { t } from '../../../shared/language.ts'
import { draftSources } from '../app/ui-store.ts'
import { Kbd } from '../ui/kbd.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { AddButton } from './add-button.tsx'
import { chooseSources } from './choose.ts'

export function AddMenu() {
  return (
    <Menu align="end" trigger={<AddButton />}>
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
