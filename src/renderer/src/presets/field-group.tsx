import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import { editsSchema, placeName, type PresetProblem } from '../../../shared/preset.ts'
import { valueAt, type Draft } from './draft.ts'
import { FieldRow } from './field-row.tsx'
import { containers, groups, linesOf, type Field, type GroupName } from './fields.ts'

interface FieldGroupProps {
  group: GroupName
  draft: Draft
  problems: readonly PresetProblem[]
  disabled: boolean
  onChange: (draft: Draft) => void
}

/** What is asked first stands open; all else is folded, under a line that says what is set. */
export function FieldGroup({ group, draft, ...rest }: FieldGroupProps) {
  const fields = linesOf([...leading(group, draft), ...groups[group]], draft)
  if (fields.length === 0) return null
  const common = fields.filter(({ rare }) => !rare)
  const rare = fields.filter((field) => field.rare)
  const rows = (some: readonly Field[]) =>
    some.map((field) => <FieldRow key={field.path} {...{ field, draft }} {...rest} />)
  if (group === 'picture' || group === 'sound') {
    return (
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold">{t(`presets.group.${group}`)}</h2>
        {rows(common)}
        {rare.length > 0 && <Folded title={t('presets.more')}>{rows(rare)}</Folded>}
      </section>
    )
  }
  return (
    <Folded title={t(`presets.group.${group}`)} says={setNames(fields, draft)} strong>
      {rows(fields)}
    </Folded>
  )
}

/** The format of the file comes first, whatever is made. */
function leading(group: GroupName, draft: Draft): Field[] {
  const values = containers[String(valueAt(draft, 'output.kind'))]
  const isFirst = group === (valueAt(draft, 'output.kind') === 'audio' ? 'sound' : 'picture')
  if (!isFirst || values === undefined) return []
  return [{ path: 'output.container', input: { kind: 'choice', values } }]
}

const untouched: Draft = { edits: editsSchema.parse({}), extraArguments: [] }

/** The names of what is other than usual: `Watermark, Subtitles`. */
const setNames = (fields: readonly Field[], draft: Draft): string =>
  fields
    .filter(({ path }) => {
      const usual = valueAt(untouched, path)
      return usual !== undefined && JSON.stringify(valueAt(draft, path)) !== JSON.stringify(usual)
    })
    .filter(({ path }) => path.split('.').length <= 2)
    .map(({ path }) => placeName(path))
    .join(', ')

interface FoldedProps {
  title: string
  says?: string
  strong?: boolean
  children: React.ReactNode
}

function Folded({ title, says = '', strong = false, children }: FoldedProps) {
  const [open, setOpen] = useState(false)
  return (
    <details
      className={strong ? 'border-t border-line pt-3' : ''}
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open)
      }}
    >
      <summary className="flex cursor-default list-none items-center gap-1.5 rounded-md py-1 hover:bg-hover">
        <ChevronRight
          className={`size-4 shrink-0 text-muted transition-transform ${open ? 'rotate-90' : 'rtl:-scale-x-100'}`}
          aria-hidden
        />
        <span className={strong ? 'font-semibold' : 'text-muted'}>{title}</span>
        <span className="ms-auto truncate ps-3 text-sm text-muted">{says}</span>
      </summary>
      {open && <div className="flex flex-col gap-2 pt-2">{children}</div>}
    </details>
  )
}
