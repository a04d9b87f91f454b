import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import { goTo } from '../app/ui-store.ts'
import { ClientForm } from '../destinations/client-form.tsx'
import { CoolingOffField } from '../publish/cooling-off-field.tsx'
import { SlotsDialog } from '../publish/slots-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { GithubFields } from './github-fields.tsx'
import type { Setting } from './setting.ts'

/** How finished videos go out. */
export const publishSettings: readonly Setting[] = [
  {
    texts: ['publish.rules.coolingOff', 'publish.rules.coolingOffHint'],
    View: CoolingOffField,
  },
  {
    texts: ['publish.slots.title', 'publish.slots.text', 'publish.calendar.slots'],
    View: Slots,
  },
  {
    texts: ['settings.youtubeClient', 'settings.youtubeClientHint', 'destinations.clientId'],
    View: () => (
      <Field label={t('settings.youtubeClient')} hint={t('settings.youtubeClientHint')}>
        <ClientForm />
      </Field>
    ),
  },
  {
    texts: ['settings.publishing', 'settings.publishingHint'],
    View: () => (
      <Field label={t('settings.publishing')} hint={t('settings.publishingHint')}>
        <Button
          className="self-start"
          onClick={() => {
            goTo('publish')
          }}
        >
          {t('settings.openPublish')}
        </Button>
      </Field>
    ),
  },
]

/** What runs of GitHub Actions do. */
export const githubSettings: readonly Setting[] = [
  {
    texts: [
      ...(['settings.github.title', 'settings.github.hint', 'settings.github.repository'] as const),
      ...(['settings.github.baseUrl', 'settings.github.token', 'settings.github.stages'] as const),
    ],
    View: GithubFields,
  },
]

function Slots() {
  const [isOpen, open] = useState(false)
  return (
    <Field label={t('publish.slots.title')} hint={t('publish.slots.text')}>
      <Button
        className="self-start"
        onClick={() => {
          open(true)
        }}
      >
        {t('settings.slotsOpen')}
      </Button>
      {isOpen && (
        <SlotsDialog
          onClose={() => {
            open(false)
          }}
        />
      )}
    </Field>
  )
}
