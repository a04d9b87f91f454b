import { Send } from 'lucide-react'
import { useEffect, useState, type ComponentType } from 'react'
import { t } from '../../../shared/language.ts'
import { DestinationsView } from '../destinations/destinations-view.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyMessage } from '../ui/empty-message.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TabList, TabPanel } from '../ui/tab-list.tsx'
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
type Tab = (typeof tabs)[number]

/** What is ready to be published, when it goes out, and what of the day's quota is left. */
export function PublishView() {
  const failure = usePublish((state) => state.failure)
  const [open, setOpen] = useState<Tab>('ready')
  const View = views[open]
  useEffect(followReview, [])
  return (
    <div
      className="flex min-h-0 min-w-0 grow flex-col"
      onKeyDown={(event) => {
        const ids = cooling(Date.now())
        if (event.key !== 'u' || takesText(event.target) || ids.length === 0) return
        event.preventDefault()
        undo(ids)
      }}
    >
      <PublishTabs open={open} onOpen={setOpen} />
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
      <TabPanel key={open} value={open} className="flex min-h-0 grow bg-surface outline-none">
        <View />
      </TabPanel>
      <CoolingBar />
    </div>
  )
}

interface PublishTabsProps {
  open: Tab
  onOpen: (tab: Tab) => void
}

function PublishTabs({ open, onOpen }: PublishTabsProps) {
  const ready = usePublish((state) => state.waiting)
  const calendar = usePublish((state) => state.approved.length)
  const counts = { ready, calendar, rules: null, quota: null, destinations: null }
  return (
    <TabList
      label={t('publish.tabs')}
      open={open}
      onOpen={onOpen}
      tabs={tabs.map((value) => ({
        value,
        name: t(`publish.tab.${value}`),
        count: counts[value],
      }))}
    />
  )
}

const views: Record<Tab, ComponentType> = {
  ready: Ready,
  calendar: CalendarView,
  rules: RulesView,
  quota: QuotaView,
  destinations: DestinationsView,
}

function Ready() {
  const loaded = usePublish((state) => state.loaded)
  const failure = usePublish((state) => state.failure)
  const legs = usePublish((state) => state.legs)
  const leg = usePublish((state) => state.legs.find(({ id }) => id === state.active))
  if (!loaded) return failure === null ? <Skeleton /> : null
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
