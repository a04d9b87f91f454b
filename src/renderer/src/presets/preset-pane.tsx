import { Copy, Trash2, Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../../shared/language.ts'
import { presetProblems, type Preset } from '../../../shared/preset.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { textField } from '../publish/field.ts'
import { Button } from '../ui/button.tsx'
import type { Draft } from './draft.ts'
import { FieldGroup } from './field-group.tsx'
import { groupNames } from './fields.ts'
import { PlanPanel } from './plan-panel.tsx'
import {
  changeDraft,
  discardDraft,
  duplicatePreset,
  isOwn,
  isQueued,
  removePreset,
  savePreset,
  usePresets,
} from './preset-store.ts'

/** A preset: what it makes, what it would do to a video, and for own ones the editor. */
export function PresetPane({ preset }: { preset: Preset }) {
  const changed = usePresets(({ drafts }) => drafts[preset.id])
  const own = isOwn(preset)
  const draft: Draft = changed ?? preset
  const problems = changed ? presetProblems(changed) : []
  const change = (next: Draft) => {
    changeDraft(preset.id, next)
  }
  return (
    <div className="flex min-w-0 grow flex-col bg-surface">
      <div className="min-h-0 grow overflow-y-auto">
        <header className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-5 py-4">
          <div className="flex min-w-64 grow basis-96 flex-col gap-1.5">
            {own ? <Names {...{ draft, change, problems }} /> : <FixedNames preset={preset} />}
          </div>
          <Actions preset={preset} own={own} />
        </header>
        <div className="flex max-w-200 flex-col gap-6 p-5">
          <PlanPanel preset={draft} valid={problems.length === 0} />
          {groupNames.map((group) => (
            <FieldGroup
              key={group}
              {...{ group, draft, problems }}
              disabled={!own}
              onChange={change}
            />
          ))}
        </div>
      </div>
      {changed && <SaveBar id={preset.id} draft={changed} problem={problems[0]?.text} />}
    </div>
  )
}

const FixedNames = ({ preset }: { preset: Preset }) => (
  <>
    <h1 className="text-lg font-semibold">{preset.name}</h1>
    <p className="text-muted">{preset.description}</p>
    <p className="text-sm text-muted">{t('presets.fixed')}</p>
  </>
)

interface NamesProps {
  draft: Draft
  problems: ReturnType<typeof presetProblems>
  change: (draft: Draft) => void
}

const Names = ({ draft, problems, change }: NamesProps) => (
  <>
    {(['name', 'description'] as const).map((field) => (
      <input
        key={field}
        aria-label={t(`presets.${field}`)}
        placeholder={t(`presets.${field}`)}
        aria-invalid={problems.some(({ path }) => path === field)}
        className={`${textField} max-w-120 ${field === 'name' ? 'font-semibold' : ''}`}
        value={String(draft[field])}
        onChange={({ target }) => {
          change({ ...draft, [field]: target.value })
        }}
      />
    ))}
  </>
)

const Actions = ({ preset, own }: { preset: Preset; own: boolean }) => (
  <div className="flex flex-wrap gap-2">
    <Button
      onClick={() => {
        attempt(() => duplicatePreset(preset))
      }}
    >
      <Copy aria-hidden />
      {t('presets.duplicate')}
    </Button>
    <Button
      onClick={() => {
        attempt(() => call('preset.export', { id: preset.id }))
      }}
    >
      <Upload aria-hidden />
      {t('presets.export')}
    </Button>
    {own && (
      <Button
        look="ghost"
        onClick={() => {
          attempt(() => removePreset(preset))
        }}
      >
        <Trash2 aria-hidden />
        {t('presets.remove')}
      </Button>
    )}
  </div>
)

interface SaveBarProps {
  id: string
  draft: Draft
  problem: string | undefined
}

function SaveBar({ id, draft, problem }: SaveBarProps) {
  const [queued, setQueued] = useState(false)
  const [queuedToo, setQueuedToo] = useState(false)
  useEffect(() => {
    attempt(async () => {
      setQueued(await isQueued(id))
    })
  }, [id])
  return (
    <footer className="footer flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-canvas px-5 py-2.5">
      <Button
        look="primary"
        disabled={problem !== undefined}
        onClick={() => {
          attempt(() => savePreset(draft, queuedToo))
        }}
      >
        {t('presets.save')}
      </Button>
      <Button
        onClick={() => {
          discardDraft(id)
        }}
      >
        {t('presets.discard')}
      </Button>
      {queued && (
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={queuedToo}
            onChange={({ target }) => {
              setQueuedToo(target.checked)
            }}
          />
          {t('presets.queuedToo')}
        </label>
      )}
      <p
        role="status"
        className={problem === undefined ? 'text-sm text-muted' : 'text-sm text-danger'}
      >
        {problem ?? t('presets.changed')}
      </p>
    </footer>
  )
}
