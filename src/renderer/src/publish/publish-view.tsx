import { Tabs } from '@base-ui/react/tabs'
import { Send } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { formatCount } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { DestinationsView } from '../destinations/destinations-view.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyMessage } from '../ui/empty-message.tsx'
import { takesText } from '../add/transfer.ts'
import { undo } from './actions.ts'
import { CalendarView } from './calendar-view.tsx'
import { CoolingBar } from './cooling-bar.tsx'
import { LegPane } from './leg-pane.tsx'
import { cooling, followReview, loadReview, usePublish } from './publish-store.ts'
import { QuotaView } from './quota-view.tsx'
import { ReadyList } from './ready-list.tsx'
import { RulesView } from './rules-view.tsx'

const tabs = ['ready', 'calendar', 'rules', 'quota', 'destinations'] as const

/** What is ready to be published, when it goes out, and what of the day's quota is left. */
export function PublishView() {
  const failure = usePublish((state) => state.failure)
  useEffect(followReview, [])
  return (
    <Tabs.Root
      defaultValue="ready"
      className="flex min-h-0 min-w-0 grow flex-col"
      onKeyDown={(event) => {
        const ids = cooling(Date.now())
        if (event.key !== 'u' || takesText(event.target) || ids.length === 0) return
        event.preventDefault()
        undo(ids)
      }}
    >
      <PublishTabs />
      {failure !== null && (
        <Banner tone="danger" title={t('publish.unreadable')} text={failure}>
          <Button
            small
            onClick={() => {
              void loadReview()
            }}
          >
            {t('common.tryAgain')}
          </Button>
        </Banner>
      )}
      <Panel value="ready">
        <Ready />
      </Panel>
      <Panel value="calendar">
        <CalendarView />
      </Panel>
      <Panel value="rules">
        <RulesView />
      </Panel>
      <Panel value="quota">
        <QuotaView />
      </Panel>
      <Panel value="destinations">
        <DestinationsView />
      </Panel>
      <CoolingBar />
    </Tabs.Root>
  )
}

function Panel({ value, children }: { value: (typeof tabs)[number]; children: ReactNode }) {
  return (
    <Tabs.Panel value={value} tabIndex={-1} className="flex min-h-0 grow outline-none">
      {children}
    </Tabs.Panel>
  )
}

function PublishTabs() {
  const counts = usePublish((state) => state)
  const count = {
    ready: counts.waiting,
    calendar: counts.approved.length,
    rules: null,
    quota: null,
    destinations: null,
  }
  return (
    <Tabs.List
      aria-label={t('publish.tabs')}
      className="relative flex h-10 shrink-0 items-center gap-1 border-b border-line bg-canvas px-3"
    >
      {tabs.map((tab) => (
        <Tabs.Tab
          key={tab}
          value={tab}
          className="flex h-7 items-center gap-1.5 rounded-md px-2 font-medium text-muted outline-offset-0 hover:text-text data-active:text-text"
        >
          {t(`publish.tab.${tab}`)}
          {count[tab] !== null && (
            <span className="min-w-5 rounded-sm bg-soft px-1 text-center text-xs leading-4.5 text-muted tabular-nums">
              {formatCount(count[tab])}
            </span>
          )}
        </Tabs.Tab>
      ))}
      <Tabs.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width] duration-150" />
    </Tabs.List>
  )
}

function Ready() {
  const loaded = usePublish((state) => state.loaded)
  const legs = usePublish((state) => state.legs)
  const leg = usePublish((state) => state.legs.find(({ id }) => id === state.active))
  if (!loaded)
    return <div className="grow bg-surface" role="status" aria-label={t('publish.loading')} />
  if (legs.length === 0) {
    return (
      <EmptyMessage icon={Send} title={t('publish.emptyTitle')} text={t('publish.emptyText')} />
    )
  }
  return (
    <>
      <ReadyList legs={legs} />
      {leg && <LegPane key={leg.id} leg={leg} />}
    </>
  )
}
