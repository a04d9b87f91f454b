import { Timer } from 'lucide-react'
import { formatDuration } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { Leg } from '../../../shared/review.ts'
import { useSecondClock } from '../lib/clock.ts'
import { Button } from '../ui/button.tsx'
import { undo } from './actions.ts'
import { usePublish } from './publish-store.ts'

/** While an approval can still be taken back, it says for how long. */
export function CoolingBar() {
  const approved = usePublish((state) => state.approved)
  return approved.some((leg) => undoUntil(leg) > 0) ? <Counting approved={approved} /> : null
}

const undoUntil = ({ state }: Leg): number => (state.kind === 'approved' ? state.undoUntil : 0)

function Counting({ approved }: { approved: readonly Leg[] }) {
  const now = useSecondClock()
  const cooling = approved.filter((leg) => undoUntil(leg) > now)
  if (cooling.length === 0) return null
  const left = Math.max(...cooling.map(undoUntil)) - now
  return (
    <div
      role="timer"
      className="flex h-11 shrink-0 items-center gap-3 border-t border-line bg-accent-soft px-4"
    >
      <Timer className="size-4 shrink-0 text-accent-text" aria-hidden />
      <p className="truncate">
        {t('publish.cooling', {
          count: cooling.length,
          time: formatDuration(Math.max(1, Math.ceil(left / 1_000))),
        })}
      </p>
      <Button
        small
        onClick={() => {
          undo(cooling.map(({ id }) => id))
        }}
      >
        {t('common.undo')}
      </Button>
    </div>
  )
}
