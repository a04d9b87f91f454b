import { t } from '../../../shared/language.ts'
import { presetProblems, type Preset } from '../../../shared/preset.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { textField } from '../publish/field.ts'
import { Button } from '../ui/button.tsx'
import { FieldRow } from './field-row.tsx'
import { groups, valueAt, type Draft, type GroupName } from './fields.ts'
import { PlanPanel } from './plan-panel.tsx'
import { duplicatePreset, isOwn, removePreset, savePreset, usePresets } from './preset-store.ts'

/** A preset: what it makes, what it would do to a file, and for own ones the editor. */
export function PresetPane({ preset }: { preset: Preset }) {
  const changed = usePresets((state) => state.draft)
  const own = isOwn(preset)
  const draft: Draft = changed ?? { ...preset }
  const problems = changed ? presetProblems(changed) : []
  const change = (next: Draft) => {
    usePresets.setState({ draft: next })
  }
  return (
    <div className="flex min-w-0 grow flex-col overflow-y-auto bg-surface">
      <header className="flex flex-wrap items-start gap-2 border-b border-line px-5 py-4">
        <div className="min-w-64 grow">
          {own ? (
            <input
              aria-label={t('presets.name')}
              className={`${textField} max-w-96 font-semibold`}
              value={String(draft.name)}
              onChange={({ target }) => {
                change({ ...draft, name: target.value })
              }}
            />
          ) : (
            <h1 className="text-lg font-semibold">{preset.name}</h1>
          )}
          <p className="pt-1 text-muted">{preset.description}</p>
          {!own && <p className="pt-1 text-sm text-muted">{t('presets.fixed')}</p>}
        </div>
        <Actions preset={preset} own={own} />
      </header>
      <div className="flex max-w-200 flex-col gap-6 p-5">
        <PlanPanel />
        {(['picture', 'sound', 'edits'] as const).map((group) => (
          <FieldGroup key={group} {...{ group, draft, problems, change }} disabled={!own} />
        ))}
        {changed && (
          <footer className="sticky bottom-0 flex items-center gap-2 border-t border-line bg-surface py-3">
            <Button
              look="primary"
              disabled={problems.length > 0}
              onClick={() => {
                attempt(() => savePreset(changed))
              }}
            >
              {t('presets.save')}
            </Button>
            <Button
              onClick={() => {
                usePresets.setState({ draft: null })
              }}
            >
              {t('presets.discard')}
            </Button>
            <p role="status" className="text-sm text-danger">
              {problems[0]?.text}
            </p>
          </footer>
        )}
      </div>
    </div>
  )
}

const Actions = ({ preset, own }: { preset: Preset; own: boolean }) => (
  <div className="flex gap-2">
    <Button
      onClick={() => {
        attempt(() => duplicatePreset(preset.id))
      }}
    >
      {t('presets.duplicate')}
    </Button>
    <Button
      onClick={() => {
        attempt(() => call('preset.export', { id: preset.id }))
      }}
    >
      {t('presets.export')}
    </Button>
    {own && (
      <Button
        look="ghost"
        onClick={() => {
          attempt(() => removePreset(preset))
        }}
      >
        {t('presets.remove')}
      </Button>
    )}
  </div>
)

interface FieldGroupProps {
  group: GroupName
  draft: Draft
  problems: ReturnType<typeof presetProblems>
  disabled: boolean
  change: (draft: Draft) => void
}

function FieldGroup({ group, draft, problems, disabled, change }: FieldGroupProps) {
  const fields = groups[group].filter(({ path }) => valueAt(draft, path) !== undefined)
  if (fields.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{t(`presets.group.${group}`)}</h2>
      {fields.map((field) => (
        <FieldRow
          key={field.path}
          field={field}
          draft={draft}
          problem={problems.find(({ path }) => path === field.path)?.text}
          disabled={disabled}
          onChange={change}
        />
      ))}
    </section>
  )
}
