import { useRef, useState } from 'react'
import { t } from '../../../shared/language.ts'
import { Button } from '../ui/button.tsx'

/** Two videos, by their addresses, over each other, a slider between them; both play in step. */
export function BeforeAfter({ before, after }: { before: string; after: string }) {
  const [split, setSplit] = useState(50)
  const [plays, setPlays] = useState(false)
  const first = useRef<HTMLVideoElement>(null)
  const second = useRef<HTMLVideoElement>(null)
  const toggle = (): void => {
    const [a, b] = [first.current, second.current]
    if (!a || !b) return
    if (plays) {
      a.pause()
      b.pause()
      b.currentTime = a.currentTime
    } else {
      b.currentTime = a.currentTime
      // Refused where the file cannot be played: the picture then stands still.
      for (const video of [a, b]) video.play().catch(() => undefined)
    }
    setPlays(!plays)
  }
  const common = 'absolute inset-0 size-full object-contain'
  return (
    <div className="mx-auto flex w-full max-w-180 flex-col gap-2">
      <div className="relative aspect-video overflow-hidden rounded-lg bg-sunken">
        <video
          ref={first}
          src={before}
          muted
          loop
          preload="auto"
          className={common}
          aria-label={t('video.before')}
        />
        <video
          ref={second}
          src={after}
          muted
          loop
          preload="auto"
          className={common}
          style={{ clipPath: `inset(0 0 0 ${split}%)` }}
          aria-label={t('video.after')}
        />
        <span className="absolute start-2 top-2 rounded-sm bg-canvas px-1.5 text-sm">
          {t('video.before')}
        </span>
        <span className="absolute end-2 top-2 rounded-sm bg-canvas px-1.5 text-sm">
          {t('video.after')}
        </span>
      </div>
      <div className="flex items-center gap-3">
        <Button small onClick={toggle} aria-pressed={plays}>
          {plays ? t('video.pause') : t('video.play')}
        </Button>
        <input
          type="range"
          min={0}
          max={100}
          value={split}
          aria-label={t('video.split')}
          onChange={(event) => {
            setSplit(Number(event.target.value))
          }}
          className="grow accent-accent"
        />
      </div>
    </div>
  )
}
