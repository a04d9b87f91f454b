import { clsx } from 'clsx'
import {
  Check,
  Cloud,
  Film,
  Folder,
  MonitorPlay,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { useState } from 'react'
import type { Platform } from '../../../shared/destination.ts'
import { formatDuration } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { Leg } from '../../../shared/review.ts'
import { thumbnailUrl } from '../../../shared/channels.ts'

import { activate, choose } from './publish-store.ts'

export const legRowHeight = 64

interface LegRowProps {
  leg: Leg
  start: number
  active: boolean
  chosen: boolean
}

const places: Record<Platform, LucideIcon> = { folder: Folder, s3: Cloud, youtube: MonitorPlay }

export function LegRow({ leg, start, active, chosen }: LegRowProps) {
  const Place = places[leg.platform]
  return (
    <div
      role="option"
      data-leg={leg.id}
      aria-selected={chosen}
      tabIndex={active ? 0 : -1}
      onClick={() => {
        activate(leg.id)
      }}
      className={clsx(
        'absolute inset-x-0 flex items-center gap-3 border-b border-line px-3 outline-offset-[-2px]',
        active ? 'bg-selected' : 'hover:bg-hover',
      )}
      style={{ height: legRowHeight, transform: `translateY(${start}px)` }}
    >
      {/* For the pointer; the keyboard chooses with the space bar. */}
      <span
        aria-hidden
        data-check
        onClick={(event) => {
          event.stopPropagation()
          choose(leg.id)
        }}
        className={clsx(
          'flex size-3.5 shrink-0 items-center justify-center rounded-sm border',
          chosen ? 'border-transparent bg-accent text-on-accent' : 'border-line-strong bg-surface',
        )}
      >
        {chosen && <Check className="size-3" strokeWidth={3} />}
      </span>
      <Picture leg={leg} />
      <div className="min-w-0 grow">
        <p dir="auto" className="truncate font-medium" title={leg.metadata.title}>
          {leg.metadata.title}
        </p>
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <Place className="size-3.5 shrink-0" aria-hidden />
          <span className="truncate">{leg.destinationName}</span>
        </p>
      </div>
      {leg.problems.length > 0 && (
        <TriangleAlert
          className="size-4 shrink-0 text-warning"
          aria-label={t('publish.hasProblem')}
        />
      )}
    </div>
  )
}

/** The thumbnail, with how long the video is. */
function Picture({ leg }: { leg: Leg }) {
  const [broken, setBroken] = useState(false)
  return (
    <div className="relative flex h-11 w-19 shrink-0 items-center justify-center overflow-hidden rounded-md bg-sunken">
      {broken ? (
        <Film className="size-4 text-faint" aria-hidden />
      ) : (
        <img
          src={thumbnailUrl(leg.videoId)}
          alt=""
          className="size-full object-cover"
          onError={() => {
            setBroken(true)
          }}
        />
      )}
      {leg.durationSeconds !== null && (
        <span className="absolute end-0.5 bottom-0.5 rounded-sm bg-raised px-1 text-xs text-text">
          {formatDuration(leg.durationSeconds)}
        </span>
      )}
    </div>
  )
}
