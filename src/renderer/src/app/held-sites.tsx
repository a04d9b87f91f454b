import { formatDuration } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { HeldSite } from '../../../shared/site.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { useSecondClock } from '../lib/clock.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useApp } from './app-store.ts'

/** Sites that are left alone for a while, with how long still. */
export function HeldSites() {
  const held = useApp((state) => state.overview?.heldSites) ?? []
  return held.length === 0 ? null : <Countdown held={held} />
}

/** Apart from the rest, so that the clock ticks only while there is something to count. */
function Countdown({ held }: { held: readonly HeldSite[] }) {
  const now = useSecondClock()
  const left = held.filter(({ until }) => until > now)
  if (left.length === 0) return null
  const text = left
    .slice(0, 3)
    .map(({ site, until }) =>
      t('downloads.heldSite', { site, time: formatDuration(Math.ceil((until - now) / 1_000)) }),
    )
    .join(' · ')
  return (
    <Banner tone="warning" title={t('downloads.held', { count: left.length })} text={text}>
      <Button
        small
        onClick={() => {
          attempt(() => Promise.all(left.map(({ site }) => call('site.release', { site }))))
        }}
      >
        {t('downloads.askAgain')}
      </Button>
    </Banner>
  )
}
