import { useState } from 'react'
import type { Settings } from '../../../shared/settings.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { openDialog, useUi } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import { ConcurrencyFields } from './concurrency-fields.tsx'
import { FolderField } from './folder-field.tsx'
import { PresetField } from './preset-field.tsx'

const close = (): void => {
  openDialog(null)
}

export function SettingsDialog() {
  const open = useUi((state) => state.dialog === 'settings')
  const settings = useApp((state) => state.settings)
  return open && settings ? <OpenSettingsDialog settings={settings} /> : null
}

function OpenSettingsDialog({ settings }: { settings: Settings }) {
  const version = useApp((state) => state.info?.version)
  const [draft, setDraft] = useState(settings)
  const change = (changes: Partial<Settings>): void => {
    setDraft({ ...draft, ...changes })
  }
  const save = (): void => {
    attempt(async () => {
      await saveSettings(draft)
      close()
      toast({ tone: 'success', title: 'Settings saved' })
    })
  }
  return (
    <Dialog
      open
      onClose={close}
      title="Settings"
      {...(version === undefined ? {} : { description: `Spool ${version}` })}
      wide
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <PresetField
        value={draft.preset}
        onChange={(preset) => {
          change({ preset })
        }}
      />
      <FolderField
        label="Publish to"
        hint="Finished videos go here unless said otherwise."
        value={draft.publishFolder}
        onChange={(publishFolder) => {
          change({ publishFolder })
        }}
      />
      <FolderField
        label="Library"
        hint="Downloads, renditions and unfinished work are kept here."
        value={draft.libraryFolder}
        onChange={(libraryFolder) => {
          change({ libraryFolder })
        }}
      />
      <ConcurrencyFields
        value={draft.concurrency}
        onChange={(concurrency) => {
          change({ concurrency })
        }}
      />
    </Dialog>
  )
}
