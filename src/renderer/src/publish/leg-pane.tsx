import type { ReactNode } from 'react'
import { t } from '../../../shared/language.ts'
import type { Leg } from '../../../shared/review.ts'
import { useApp } from '../app/app-store.ts'
import { Button } from '../ui/button.tsx'
import { alwaysApprove, approve, reject } from './actions.ts'
import { MetadataForm } from './metadata-form.tsx'
import { Player } from './player.tsx'
import { RightsField } from './rights-field.tsx'
import { SendBackMenu } from './send-back-menu.tsx'

/** One leg to look at, to change, and to decide about. */
export function LegPane({ leg }: { leg: Leg }) {
  return (
    <section
      aria-label={t('publish.looking', { title: leg.metadata.title })}
      className="flex min-w-0 grow flex-col bg-surface"
    >
      <div className="min-h-0 grow overflow-y-auto">
        <div className="mx-auto flex max-w-180 flex-col gap-5 p-5">
          <Player leg={leg} />
          {leg.sourceId !== null && <RightsField leg={leg} sourceId={leg.sourceId} />}
          <Problems leg={leg} />
          <MetadataForm key={JSON.stringify(leg.rights)} leg={leg} />
          <Facts leg={leg} />
        </div>
      </div>
      <Decide leg={leg} />
    </section>
  )
}

/** What else stands in the way; the rights have a field of their own. */
function Problems({ leg }: { leg: Leg }) {
  const texts = leg.problems.flatMap((problem) => {
    switch (problem.kind) {
      case 'rights':
        return []
      case 'destination':
        return [t('publish.problem.destination')]
      case 'too-long':
      case 'angle-brackets':
        return [
          t(`publish.problem.${problem.kind}`, { field: t(`publish.field.${problem.field}`) }),
        ]
    }
  })
  if (texts.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 rounded-lg bg-warning-soft p-3 text-text">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}

function Facts({ leg }: { leg: Leg }) {
  const preset = useApp((state) => state.presets.find(({ id }) => id === leg.preset)?.name)
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <Fact name={t('publish.source')}>{leg.sourceTitle}</Fact>
      <Fact name={t('publish.destination')}>{leg.destinationName}</Fact>
      <Fact name={t('publish.preset')}>{preset ?? leg.preset}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="selectable min-w-0 truncate">{children}</dd>
    </>
  )
}

function Decide({ leg }: { leg: Leg }) {
  const hasSlots = useApp((state) => state.settings?.review.spread != null)
  const { sourceId } = leg
  return (
    <footer className="footer flex shrink-0 items-center gap-2 border-t border-line px-5 py-3">
      <SendBackMenu legs={[leg]} />
      <Button
        onClick={() => {
          reject([leg.id])
        }}
      >
        {t('publish.reject')}
      </Button>
      <span className="grow" />
      {sourceId !== null && (
        <Button
          look="ghost"
          onClick={() => {
            alwaysApprove(sourceId, [leg.id])
          }}
        >
          {t('publish.always')}
        </Button>
      )}
      {hasSlots && (
        <Button
          onClick={() => {
            approve([leg.id], 'now')
          }}
        >
          {t('publish.approveNow')}
        </Button>
      )}
      <Button
        look="primary"
        onClick={() => {
          approve([leg.id])
        }}
      >
        {t(hasSlots ? 'publish.approveSlot' : 'publish.approve')}
      </Button>
    </footer>
  )
}
