import { t } from '../../../shared/language.ts'
import { ConcurrencyFields } from './concurrency-fields.tsx'
import { HoursFields } from './hours-fields.tsx'
import type { Setting } from './setting.ts'
import { Check, Choice, Field } from '../ui/field.tsx'

const checkpoints = [0, 5, 10, 30, 60]
const never = -1

/** How much works at a time, and when. */
export const workSettings: readonly Setting[] = [
  {
    texts: [
      'settings.concurrency',
      'settings.concurrencyHint',
      'common.stage.scrape',
      'common.stage.download',
      'common.stage.transform',
      'common.stage.publish',
    ],
    View: ({ settings, change }) => (
      <ConcurrencyFields
        value={settings.concurrency}
        onChange={(concurrency) => {
          change({ concurrency })
        }}
      />
    ),
  },
  {
    texts: ['settings.workHours', 'settings.workHoursHint'],
    View: ({ settings: { work }, change }) => (
      <Field label={t('settings.workHours')} hint={t('settings.workHoursHint')}>
        <HoursFields
          label={t('settings.workHours')}
          value={work.hours}
          another={{ days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '06:00' }}
          onChange={(hours) => {
            change({ work: { ...work, hours } })
          }}
        />
      </Field>
    ),
  },
  {
    texts: ['settings.holdOnBattery', 'settings.holdOnBatteryHint'],
    View: ({ settings: { work }, change }) => (
      <Check
        label={t('settings.holdOnBattery')}
        hint={t('settings.holdOnBatteryHint')}
        checked={work.holdOnBattery}
        onChange={(holdOnBattery) => {
          change({ work: { ...work, holdOnBattery } })
        }}
      />
    ),
  },
  {
    texts: ['settings.holdOnMetered', 'settings.holdOnMeteredHint'],
    needs: 'tellsMetered',
    View: ({ settings: { work }, change }) => (
      <Check
        label={t('settings.holdOnMetered')}
        hint={t('settings.holdOnMeteredHint')}
        checked={work.holdOnMetered}
        onChange={(holdOnMetered) => {
          change({ work: { ...work, holdOnMetered } })
        }}
      />
    ),
  },
  {
    texts: ['settings.hardware', 'settings.hardwareHint'],
    View: ({ settings: { encoding }, change }) => (
      <Check
        label={t('settings.hardware')}
        hint={t('settings.hardwareHint')}
        checked={encoding.hardware}
        onChange={(hardware) => {
          change({ encoding: { ...encoding, hardware } })
        }}
      />
    ),
  },
  {
    texts: ['settings.checkpoint', 'settings.checkpointHint'],
    View: ({ settings: { encoding }, change }) => (
      <Choice
        label={t('settings.checkpoint')}
        hint={t('settings.checkpointHint')}
        value={encoding.checkpointMinutes ?? never}
        options={[...checkpoints, never]}
        nameOf={(minutes) =>
          minutes === never
            ? t('settings.checkpointNever')
            : t('settings.checkpointAfter', { count: minutes })
        }
        onChange={(minutes) => {
          change({
            encoding: { ...encoding, checkpointMinutes: minutes === never ? null : minutes },
          })
        }}
      />
    ),
  },
]
