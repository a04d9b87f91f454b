import { File, Link, X } from 'lucide-react'
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { t } from '../../../shared/language.ts'
import type { Destination } from '../../../shared/pipeline.ts'
import type { Settings } from '../../../shared/settings.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { draftSources, openDialog, useUi } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { emptyDraft, readDraft } from '../library/options-draft.ts'
import { OptionsFields } from '../library/options-fields.tsx'
import { PipelineFields, type PipelineDraft } from '../library/pipeline-fields.tsx'
import { PreviewButton, PreviewPanel } from '../library/preview-panel.tsx'
import { usePreview } from '../library/use-preview.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { addSources } from './add-sources.ts'
import { parseLocations } from './dropped-locations.ts'
import { locationsIn } from './transfer.ts'

const close = (): void => {
  openDialog(null)
}

export function AddDialog() {
  const open = useUi((state) => state.dialog === 'add')
  const settings = useApp((state) => state.settings)
  return open && settings ? <OpenAddDialog settings={settings} /> : null
}

/** What will be added, made into what, published where. The choices are kept for the next time. */
function OpenAddDialog({ settings }: { settings: Settings }) {
  const draft = useUi((state) => state.draft)
  const [typed, setTyped] = useState('')
  const [pipeline, setPipeline] = useState<PipelineDraft>({
    preset: settings.preset,
    morePresets: [],
    destinations: [{ kind: 'folder', path: settings.publishFolder }],
  })
  const [wishes, setWishes] = useState(emptyDraft)
  const { options, bad } = readDraft(wishes)

  const locations = [...new Set([...draft, ...parseLocations(typed, window.spool.platform)])]
  const [location, ...others] = locations
  const { preview, isLooking, look } = usePreview(
    `${locations.join('\n')}\n${JSON.stringify(options?.filter)}`,
  )
  const takeTyped = (): void => {
    draftSources(locations)
    setTyped('')
  }
  const add = (): void => {
    close()
    attempt(async () => {
      const { preset } = pipeline
      const publishFolder = folderOf(pipeline.destinations) ?? settings.publishFolder
      if (preset !== settings.preset || publishFolder !== settings.publishFolder) {
        await saveSettings({ preset, publishFolder })
      }
      await addSources(locations, {
        ...pipeline,
        ...(wishes === emptyDraft ? {} : options),
      })
    })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (typed.trim() !== '') takeTyped()
    else if (locations.length > 0) add()
  }
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = locationsIn(event.clipboardData)
    if (pasted.length === 0) return
    event.preventDefault()
    draftSources(pasted)
  }

  return (
    <Dialog
      open
      onClose={close}
      title={t('add.title')}
      description={t('add.text')}
      wide
      footer={
        <>
          {location !== undefined && others.length === 0 && options && (
            <PreviewButton
              isLooking={isLooking}
              onClick={() => {
                look(location, options)
              }}
            />
          )}
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={locations.length === 0 || !options} onClick={add}>
            {locations.length === 0 ? t('add.add') : t('add.addCount', { count: locations.length })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <input
          type="text"
          aria-label={t('add.field')}
          placeholder={t('add.placeholder')}
          value={typed}
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value)
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="h-8 rounded-md border border-line-strong bg-surface px-2.5 text-text shadow-low select-text placeholder:text-faint"
        />
        {draft.length > 0 && <Draft locations={draft} />}
        {preview && <PreviewPanel preview={preview} />}
      </div>
      <PipelineFields draft={pipeline} onChange={setPipeline} />
      <details>
        <summary className="cursor-default font-medium">{t('library.options')}</summary>
        <div className="mt-3 flex flex-col gap-4">
          <OptionsFields
            draft={wishes}
            bad={bad ?? []}
            isLocal={locations.length > 0 && !locations.some((one) => /^https?:/i.test(one))}
            onChange={setWishes}
          />
        </div>
      </details>
    </Dialog>
  )
}

/** The folder that is the only place. */
function folderOf([first, ...others]: readonly Destination[]): string | null {
  return first?.kind === 'folder' && others.length === 0 ? first.path : null
}

const shownAtMost = 200

function Draft({ locations }: { locations: readonly string[] }) {
  const more = locations.length - shownAtMost
  return (
    <ul
      aria-label={t('add.draft')}
      className="max-h-44 overflow-y-auto rounded-md border border-line bg-surface py-1"
    >
      {locations.slice(0, shownAtMost).map((location) => (
        <DraftItem key={location} location={location} />
      ))}
      {more > 0 && <li className="px-2.5 py-1 text-muted">{t('add.more', { count: more })}</li>}
    </ul>
  )
}

function DraftItem({ location }: { location: string }) {
  const Icon = /^https?:/i.test(location) ? Link : File
  return (
    <li className="flex items-center gap-2 py-0.5 pe-1 ps-2.5">
      <Icon className="size-3.5 shrink-0 text-muted" aria-hidden />
      <span className="min-w-0 grow truncate" title={location}>
        {location}
      </span>
      <Button
        look="ghost"
        small
        iconOnly
        aria-label={t('add.leaveOut', { location })}
        onClick={() => {
          useUi.setState({ draft: useUi.getState().draft.filter((other) => other !== location) })
        }}
      >
        <X aria-hidden />
      </Button>
    </li>
  )
}
