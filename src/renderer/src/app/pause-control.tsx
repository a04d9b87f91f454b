import { ChevronDown, Hourglass, Pause, Play, Snowflake } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import type { PauseState } from '../../../shared/queue.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { pauseQueue, resumeQueue } from './pause.ts'

/** The two verbs of pausing, or the way back. A gentle pause can still be made a freeze. */
export function PauseControl({ pause }: { pause: PauseState }) {
  const frozen = pause.paused && pause.mode === 'freeze'
  return (
    <span className="flex">
      {pause.paused ? (
        <Button className={frozen ? undefined : left} onClick={resumeQueue}>
          <Play aria-hidden />
          {t('app.resume')}
        </Button>
      ) : (
        <Button
          className={left}
          title={t('app.pauseHint')}
          onClick={() => {
            pauseQueue('finish')
          }}
        >
          <Pause aria-hidden />
          {t('app.pause')}
        </Button>
      )}
      {!frozen && <WaysToPause paused={pause.paused} />}
    </span>
  )
}

const left = 'rounded-e-none border-e-0'

function WaysToPause({ paused }: { paused: boolean }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={t('app.waysToPause')} className="w-7 rounded-s-none px-0">
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      {!paused && (
        <MenuItem
          icon={<Pause aria-hidden />}
          onClick={() => {
            pauseQueue('finish')
          }}
        >
          {t('app.pauseFinish')}
        </MenuItem>
      )}
      {!paused && (
        <MenuItem
          icon={<Hourglass aria-hidden />}
          onClick={() => {
            pauseQueue('finish', 60)
          }}
        >
          {t('app.pauseForAnHour')}
        </MenuItem>
      )}
      <MenuItem
        icon={<Snowflake aria-hidden />}
        onClick={() => {
          pauseQueue('freeze')
        }}
      >
        {t('app.freeze')}
      </MenuItem>
    </Menu>
  )
}
