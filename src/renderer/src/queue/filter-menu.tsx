import { Popover } from '@base-ui/react/popover'
import { causeLabel } from '../../../shared/causes.ts'
import { jobTypeSchema, sourceIdSchema } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import type { QueueQuery } from '../../../shared/queue.ts'
import { useApp } from '../app/app-store.ts'
import { stageOrder } from '../lib/stages.ts'
import { Layer, useLayer } from '../ui/layer.tsx'
import { Select } from '../ui/select.tsx'
import { FilterButton } from './filter-button.tsx'
import { useChoices } from './use-choices.ts'

const any = 'any'

interface FilterMenuProps {
  query: QueueQuery
  change: (changes: Partial<QueueQuery>) => void
}

/** What the list can be narrowed to, in one place that takes no more room where there is little. */
export function FilterMenu({ query, change }: FilterMenuProps) {
  return (
    <Popover.Root>
      <Popover.Trigger render={<FilterButton query={query} />} />
      <Popover.Portal container={useLayer()}>
        <Popover.Positioner align="start" sideOffset={4} className="z-40 outline-none">
          <Popover.Popup
            aria-label={t('queue.narrow.filter')}
            className="pops w-72 rounded-lg bg-raised p-3 shadow-high outline-none"
          >
            <Layer>
              <div className="flex flex-col gap-2">
                <Choices query={query} change={change} />
              </div>
            </Layer>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Choices({ query, change }: FilterMenuProps) {
  const presets = useApp((state) => state.presets)
  const { sources, causes } = useChoices(query.group === 'failed')
  const choice = (value: string): string | null => (value === any ? null : value)
  return (
    <>
      <Select
        label={t('queue.narrow.stage')}
        value={query.type ?? any}
        options={[
          { value: any, name: t('queue.narrow.anyStage') },
          ...stageOrder.map((type) => ({ value: type, name: t(`common.stage.${type}`) })),
        ]}
        onChange={(value) => {
          change({ type: value === any ? null : jobTypeSchema.parse(value) })
        }}
      />
      {sources.length > 0 && (
        <Select
          label={t('queue.narrow.source')}
          value={query.sourceId === null ? any : String(query.sourceId)}
          options={[
            { value: any, name: t('queue.narrow.anySource') },
            ...sources.map(({ id, name }) => ({ value: String(id), name })),
          ]}
          onChange={(value) => {
            change({ sourceId: value === any ? null : sourceIdSchema.parse(Number(value)) })
          }}
        />
      )}
      {presets.length > 1 && (
        <Select
          label={t('queue.narrow.preset')}
          value={query.preset ?? any}
          options={[
            { value: any, name: t('queue.narrow.anyPreset') },
            ...presets.map(({ id, name }) => ({ value: id, name })),
          ]}
          onChange={(value) => {
            change({ preset: choice(value) })
          }}
        />
      )}
      {(causes.length > 0 || query.cause !== null) && (
        <Select
          label={t('queue.narrow.cause')}
          value={query.cause ?? any}
          options={[
            { value: any, name: t('queue.narrow.anyCause') },
            ...causes.map(({ cause }) => ({ value: cause, name: causeLabel(cause) })),
          ]}
          onChange={(value) => {
            change({ cause: choice(value) })
          }}
        />
      )}
    </>
  )
}
