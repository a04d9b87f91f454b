import { AddDialog } from '../add/add-dialog.tsx'
import { Palette } from '../palette/palette.tsx'
import { Toaster } from '../ui/toaster.tsx'
import { QuestionDialog } from './question-dialog.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'

/** All that opens over the window. */
export function Over() {
  return (
    <>
      <AddDialog />
      <ShortcutsDialog />
      <Palette />
      <QuestionDialog />
      <Toaster />
    </>
  )
}
