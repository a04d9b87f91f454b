import { ChevronDown, Pause, Play, Snowflake } from 'lucide-react'
import type { PauseMode, PauseState } from '../../../shared/queue.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useApp } from './app-store.ts'

export function pauseQueue(mode: PauseMode): void {
  attempt(async () => {
    useApp.setState({ overview: await call('queue.pause', { mode }) })
  })
}

export function resumeQueue(): void {
  attempt(async () => {
    useApp.setState({ overview: await call('queue.resume', undefined) })
  })
}

/** The two verbs of pausing, or the way back. A gentle pause can still be made a freeze. */
export function PauseControl({ pause }: { pause: PauseState }) {
  const frozen = pause.paused && pause.mode === 'freeze'
  return (
    <span className="flex">
      {pause.paused ? (
        <Button className={frozen ? undefined : left} onClick={resumeQueue}>
          <Play aria-hidden />
          Resume
        </Button>
      ) : (
        <Button
          className={left}
          title="Finish what runs, begin nothing new"
          onClick={() => {
            pauseQueue('finish')
          }}
        >
          <Pause aria-hidden />
          Pause
        </Button>
      )}
      {!frozen && <WaysToPause paused={pause.paused} />}
    </span>
  )
}

const left = 'rounded-r-none border-r-0'

function WaysToPause({ paused }: { paused: boolean }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label="Ways to pause" className="w-7 rounded-l-none px-0">
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
          Pause (finish current)
        </MenuItem>
      )}
      <MenuItem
        icon={<Snowflake aria-hidden />}
        onClick={() => {
          pauseQueue('freeze')
        }}
      >
        Freeze now
      </MenuItem>
    </Menu>
  )
}
