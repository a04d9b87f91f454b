import { useId, type ComponentProps, type ReactNode } from 'react'
import { t } from '../../../shared/language.ts'
import { priorities } from '../queue/job-actions.ts'
import { Select } from '../ui/select.tsx'
import { intervals, type BadField, type OptionsDraft } from './options-draft.ts'

interface OptionsFieldsProps {
  draft: OptionsDraft
  bad: readonly BadField[]
  /** Whether it is a folder of this computer. */
  isLocal: boolean
  onChange: (draft: OptionsDraft) => void
}

/** When a source is looked at again, and which of its videos are wanted. */
export function OptionsFields({ draft, bad, isLocal, onChange }: OptionsFieldsProps) {
  const set = (change: Partial<OptionsDraft>): void => {
    onChange({ ...draft, ...change })
  }
  const offered = new Set([
    'never',
    ...intervals.map(String),
    'cron',
    ...(isLocal ? ['folder'] : []),
  ])
  const watches = [...offered.add(draft.watch)].map((value) => ({ value, name: watchName(value) }))
  const choices = (values: readonly ('include' | 'leave-out' | 'only')[]) =>
    values.map((value) => ({ value, name: t(`library.choice.${value}`) }))
  return (
    <>
      <Labelled label={t('library.watch')} hint={t('library.watchHint')}>
        <Select
          label={t('library.watch')}
          value={draft.watch}
          options={watches}
          onChange={(watch) => {
            set({ watch })
          }}
        />
        {draft.watch === 'cron' && (
          <TextField
            label={t('library.cron')}
            value={draft.cron}
            onText={(cron) => {
              set({ cron })
            }}
          />
        )}
      </Labelled>
      <Labelled label={t('queue.priority')}>
        <Select
          label={t('queue.priority')}
          value={draft.priority}
          options={offeredPriorities(draft.priority)}
          onChange={(priority) => {
            set({ priority })
          }}
        />
      </Labelled>
      <fieldset className="grid grid-cols-2 gap-x-3 gap-y-3">
        <legend className="col-span-2 mb-2 font-semibold">{t('library.wanted')}</legend>
        <Field
          label={t('library.newest')}
          isBad={bad.includes('newest')}
          value={draft.newest}
          inputMode="numeric"
          placeholder={t('library.all')}
          onText={(newest) => {
            set({ newest })
          }}
        />
        <Field
          label={t('library.since')}
          isBad={bad.includes('since')}
          type="date"
          value={draft.since}
          onText={(since) => {
            set({ since })
          }}
        />
        <Field
          label={t('library.minMinutes')}
          isBad={bad.includes('minSeconds')}
          value={draft.minMinutes}
          inputMode="decimal"
          onText={(minMinutes) => {
            set({ minMinutes })
          }}
        />
        <Field
          label={t('library.maxMinutes')}
          isBad={bad.includes('maxSeconds')}
          value={draft.maxMinutes}
          inputMode="decimal"
          onText={(maxMinutes) => {
            set({ maxMinutes })
          }}
        />
        <div className="col-span-2">
          <Field
            label={t('library.titlePattern')}
            isBad={bad.includes('title')}
            value={draft.title}
            onText={(title) => {
              set({ title })
            }}
          />
        </div>
        <Labelled label={t('library.shorts')}>
          <Select
            label={t('library.shorts')}
            value={draft.shorts}
            options={choices(['include', 'leave-out', 'only'])}
            onChange={(shorts) => {
              set({ shorts })
            }}
          />
        </Labelled>
        <Labelled label={t('library.live')}>
          <Select
            label={t('library.live')}
            value={draft.live}
            options={choices(['include', 'leave-out'])}
            onChange={(live) => {
              set({ live })
            }}
          />
        </Labelled>
      </fieldset>
    </>
  )
}

/** The usual ones, and the one it has. */
function offeredPriorities(present: string): { value: string; name: string }[] {
  const usual = priorities().map(({ value, name }) => ({ value: String(value), name }))
  if (usual.some(({ value }) => value === present)) return usual
  return [...usual, { value: present, name: t('queue.priorityOf', { priority: present }) }]
}

/** How a card and a list say when a source is looked at again. */
export function watchName(value: string): string {
  if (value === 'never' || value === 'cron' || value === 'folder') {
    return t(`library.watches.${value}`)
  }
  const minutes = Number(value)
  if (minutes % 1_440 === 0) return t('library.everyDays', { count: minutes / 1_440 })
  if (minutes % 60 === 0) return t('library.everyHours', { count: minutes / 60 })
  return t('library.everyMinutes', { count: minutes })
}

function Labelled({
  label,
  hint,
  children,
}: {
  label: string
  hint?: string
  children: ReactNode
}) {
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{label}</span>
      {children}
      {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
    </div>
  )
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  label: string
  isBad?: boolean
  onText: (text: string) => void
}

function Field({ label, isBad = false, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <Labelled label={label}>
      <TextField label={label} aria-describedby={id} isBad={isBad} {...rest} />
      {isBad && (
        <span id={id} className="text-sm text-danger">
          {t('library.bad')}
        </span>
      )}
    </Labelled>
  )
}

function TextField({ label, isBad = false, onText, type = 'text', ...rest }: TextFieldProps) {
  return (
    <input
      type={type}
      aria-label={label}
      aria-invalid={isBad}
      spellCheck={false}
      onChange={(event) => {
        onText(event.target.value)
      }}
      className="h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 text-text shadow-low select-text placeholder:text-faint aria-invalid:border-danger"
      {...rest}
    />
  )
}
