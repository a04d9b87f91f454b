import { useEffect, useEffectEvent, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { t } from '../../../shared/language.ts'
import type { Destination } from '../../../shared/pipeline.ts'
import { sumOf } from '../../../shared/preview.ts'
import type { Settings } from '../../../shared/settings.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { draftSources, openDialog, useUi } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { emptyDraft, readDraft } from '../library/options-draft.ts'
import { OptionsFields } from '../library/options-fields.tsx'
import { PipelineFields, type PipelineDraft } from '../library/pipeline-fields.tsx'
import { PreviewButton, PreviewFacts, PreviewPanel } from '../library/preview-panel.tsx'
import { usePreviews, type Looks } from '../library/use-previews.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { addSources } from './add-sources.ts'
import { DraftList } from './draft-list.tsx'
import { parseLocations } from './dropped-locations.ts'
import { proposeSources } from './propose.ts'
import { locationsIn } from './transfer.ts'

/** So many addresses are looked at by themselves; more when it is asked for. */
const lookedAtUnasked = 10

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
  const { looks, look, stop } = usePreviews(options?.filter)
  const lookAtDraft = useEffectEvent(() => {
    const addresses = draft.filter((location) => /^https?:/i.test(location))
    if (options && addresses.length <= lookedAtUnasked) look(addresses)
  })
  useEffect(() => {
    lookAtDraft()
  }, [draft])
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
    proposeSources(pasted)
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
          {locations.length > 0 && options && (
            <PreviewButton
              isLooking={locations.some((one) => looks.get(one)?.state === 'looking')}
              isSeen={locations.every((one) => looks.has(one))}
              onLook={() => {
                look(locations)
              }}
              onStop={stop}
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
        {draft.length > 0 && <DraftList locations={draft} looks={looks} />}
        <Seen locations={locations} looks={looks} />
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

/** What was seen: of one source its videos, of several their sum. */
function Seen({ locations, looks }: { locations: readonly string[]; looks: Looks }) {
  const previews = locations.flatMap((location) => {
    const look = looks.get(location)
    return look?.state === 'seen' ? look.preview : []
  })
  const [preview] = previews
  if (!preview) return null
  if (locations.length === 1) return <PreviewPanel preview={preview} />
  return (
    <section aria-label={t('add.sum')} className="rounded-lg border border-line bg-surface">
      <PreviewFacts sums={sumOf(previews)} />
    </section>
  )
}
