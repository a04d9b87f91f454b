import { clsx } from 'clsx'
import { Film } from 'lucide-react'
import { useRef, useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { Leg } from '../../../shared/review.ts'
import { artefactUrl } from '../../../shared/channels.ts'

const sides = ['rendition', 'original'] as const
type Side = (typeof sides)[number]

/** The rendition, and at the same moment what it was made of. */
export function Player({ leg }: { leg: Leg }) {
  const [side, setSide] = useState<Side>('rendition')
  const [broken, setBroken] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  const at = useRef(0)
  const file = leg[side]
  const show = (next: Side): void => {
    at.current = video.current?.currentTime ?? 0
    setBroken(false)
    setSide(next)
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex aspect-video max-h-80 w-full items-center justify-center overflow-hidden rounded-lg bg-sunken">
        {file === null || broken ? (
          <p className="flex flex-col items-center gap-2 text-muted">
            <Film className="size-6 text-faint" aria-hidden />
            {t('publish.cannotPlay')}
          </p>
        ) : (
          <video
            key={file}
            ref={video}
            controls
            preload="metadata"
            aria-label={t(`publish.side.${side}`)}
            src={artefactUrl(file)}
            className="size-full"
            onLoadedMetadata={(event) => {
              event.currentTarget.currentTime = at.current
            }}
            onError={() => {
              setBroken(true)
            }}
          />
        )}
      </div>
      <div role="group" aria-label={t('publish.compare')} className="flex gap-1 self-center">
        {sides.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={side === name}
            onClick={() => {
              show(name)
            }}
            className={clsx(
              'h-7 rounded-md px-2.5 font-medium',
              side === name ? 'bg-selected text-text' : 'text-muted hover:bg-pressed',
            )}
          >
            {t(`publish.side.${name}`)}
          </button>
        ))}
      </div>
    </div>
  )
}
