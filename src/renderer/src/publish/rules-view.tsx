import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { platformSchema, type Platform } from '../../../shared/destination.ts'
import { t } from '../../../shared/language.ts'
import type { StoredRule } from '../../../shared/review.ts'
import { useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { useReading } from '../lib/use-reading.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { CoolingOffField } from './cooling-off-field.tsx'
import { ScrollArea } from '../ui/scroll-area.tsx'
import { Shown } from '../ui/shown.tsx'

const any = 'any'

/** What is approved without a person, and how long every approval can be undone. */
export function RulesView() {
  const reading = useReading(() => call('review.rules', undefined), [])
  return (
    <Shown reading={reading} unreadable={t('publish.rules.unreadable')}>
      {(rules) => (
        <ScrollArea>
          <div className="mx-auto flex max-w-160 flex-col gap-6 p-6">
            <CoolingOffField />
            <section className="flex flex-col gap-3" aria-label={t('publish.rules.title')}>
              <h2 className="font-medium">{t('publish.rules.title')}</h2>
              {rules.length === 0 && <p className="text-muted">{t('publish.rules.none')}</p>}
              <ul className="flex flex-col gap-1">
                {rules.map((rule) => (
                  <Rule key={rule.id} rule={rule} onChange={reading.again} />
                ))}
              </ul>
              <NewRule onChange={reading.again} />
            </section>
          </div>
        </ScrollArea>
      )}
    </Shown>
  )
}

interface RuleProps {
  rule: StoredRule
  onChange: () => void
}

function Rule({ rule, onChange }: RuleProps) {
  const preset = useApp((state) => state.presets.find(({ id }) => id === rule.preset)?.name)
  const parts = [
    ...(rule.sourceId === null ? [] : [t('publish.rules.source', { number: rule.sourceId })]),
    ...(rule.preset === null ? [] : [preset ?? rule.preset]),
    ...(rule.destination === null ? [] : [t(`publish.platform.${rule.destination}`)]),
  ]
  const text = parts.join(' · ')
  return (
    <li className="flex items-center gap-2 rounded-md border border-line py-1 ps-3 pe-1">
      <span className="min-w-0 grow truncate">{text}</span>
      <Button
        look="ghost"
        small
        iconOnly
        aria-label={t('publish.rules.remove', { rule: text })}
        onClick={() => {
          attempt(async () => {
            await call('review.removeRule', { id: rule.id })
            onChange()
          })
        }}
      >
        <Trash2 aria-hidden />
      </Button>
    </li>
  )
}

/** A rule for everything made with a preset, or going to one kind of place. */
function NewRule({ onChange }: { onChange: () => void }) {
  const presets = useApp((state) => state.presets)
  const [preset, setPreset] = useState(any)
  const [platform, setPlatform] = useState<Platform | null>(null)
  return (
    <div className="flex items-end gap-2">
      <div className="grow">
        <Select
          label={t('publish.preset')}
          value={preset}
          options={[
            { value: any, name: t('publish.rules.anyPreset') },
            ...presets.map(({ id, name }) => ({ value: id, name })),
          ]}
          onChange={setPreset}
        />
      </div>
      <div className="grow">
        <Select
          label={t('publish.destination')}
          value={platform ?? any}
          options={[
            { value: any, name: t('publish.rules.anyDestination') },
            ...platformSchema.options.map((value) => ({
              value,
              name: t(`publish.platform.${value}`),
            })),
          ]}
          onChange={(value) => {
            setPlatform(platformSchema.safeParse(value).data ?? null)
          }}
        />
      </div>
      <Button
        disabled={preset === any && platform === null}
        onClick={() => {
          attempt(async () => {
            const rule = { preset: preset === any ? null : preset, destination: platform }
            await call('review.addRule', { sourceId: null, ...rule })
            onChange()
          })
        }}
      >
        {t('publish.rules.add')}
      </Button>
    </div>
  )
}
