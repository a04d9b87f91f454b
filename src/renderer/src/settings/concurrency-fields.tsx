import { NumberField } from '@base-ui/react/number-field'
import { Minus, Plus } from 'lucide-react'
import type { JobType } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import type { Concurrency } from '../../../shared/settings.ts'
import { stageOrder, stages } from '../lib/stages.ts'

interface ConcurrencyFieldsProps {
  value: Concurrency
  onChange: (value: Concurrency) => void
}

/** How many jobs of each type run side by side. */
export function ConcurrencyFields({ value, onChange }: ConcurrencyFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium">{t('settings.concurrency')}</legend>
      <div className="grid grid-cols-2 gap-2">
        {stageOrder.map((type) => (
          <CountField
            key={type}
            type={type}
            value={value[type]}
            onChange={(count) => {
              onChange({ ...value, [type]: count })
            }}
          />
        ))}
      </div>
      <span className="text-sm text-muted">{t('settings.concurrencyHint')}</span>
    </fieldset>
  )
}

interface CountFieldProps {
  type: JobType
  value: number
  onChange: (count: number) => void
}

const step =
  'flex w-7 items-center justify-center text-muted hover:bg-hover hover:text-text data-disabled:opacity-40 [&_svg]:size-3.5'

function CountField({ type, value, onChange }: CountFieldProps) {
  const { icon: Icon } = stages[type]
  const name = t(`common.stage.${type}`)
  return (
    <NumberField.Root
      value={value}
      min={1}
      max={16}
      onValueChange={(count) => {
        if (count !== null) onChange(count)
      }}
      className="flex items-center gap-2 rounded-md border border-line bg-surface py-1 pe-1 ps-2.5"
    >
      <Icon className="size-4 text-muted" aria-hidden />
      <span className="grow">{name}</span>
      <NumberField.Group className="flex h-7 overflow-hidden rounded-md border border-line-strong">
        <NumberField.Decrement className={step} aria-label={t('settings.fewer', { name })}>
          <Minus aria-hidden />
        </NumberField.Decrement>
        <NumberField.Input
          aria-label={t('settings.concurrencyOf', { name })}
          className="w-8 border-x border-line bg-surface text-center outline-offset-[-2px] select-text tabular-nums"
        />
        <NumberField.Increment className={step} aria-label={t('settings.more', { name })}>
          <Plus aria-hidden />
        </NumberField.Increment>
      </NumberField.Group>
    </NumberField.Root>
  )
}
