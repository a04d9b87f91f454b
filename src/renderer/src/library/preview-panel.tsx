import { clsx } from 'clsx'
import { Eye, LoaderCircle } from 'lucide-react'
import { formatBytes, formatCount, formatDuration } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { sumOf, type PreviewSums, type SourcePreview } from '../../../shared/preview.ts'
import { Button } from '../ui/button.tsx'

const atLeast = (text: string, isExact: boolean): string =>
  isExact ? text : t('library.preview.atLeast', { what: text })

/** How long and how large, where that is known of some of them. */
export function extentOf(sums: PreviewSums): { long: string; large: string } {
  const { added, seconds, secondsUnknown, bytes, bytesUnknown, complete } = sums
  const text = (value: string, unknown: number) =>
    unknown === added ? t('library.preview.unknown') : atLeast(value, complete && unknown === 0)
  return {
    long: text(formatDuration(seconds), secondsUnknown),
    large: text(formatBytes(bytes), bytesUnknown),
  }
}

/** What adding it would add, in figures. */
export function PreviewFacts({ sums }: { sums: PreviewSums }) {
  const { long, large } = extentOf(sums)
  const count = (value: number) => atLeast(formatCount(value), sums.complete)
  const facts = [
    { name: t('library.preview.added'), value: count(sums.added) },
    { name: t('library.preview.known'), value: count(sums.known) },
    { name: t('library.preview.leftOut'), value: count(sums.leftOut) },
    { name: t('library.preview.long'), value: long },
    { name: t('library.preview.large'), value: large },
  ]
  return (
    <dl className="grid grid-cols-5 gap-3 px-3 py-2">
      {facts.map(({ name, value }) => (
        <div key={name} className="min-w-0">
          <dt className="text-sm text-muted">{name}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What adding a source would add, before anything is done. */
export function PreviewPanel({ preview }: { preview: SourcePreview }) {
  return (
    <section
      aria-label={t('library.preview.of', { title: preview.title })}
      className="rounded-lg border border-line bg-surface"
    >
      <h3 className="truncate border-b border-line px-3 py-2 font-semibold">{preview.title}</h3>
      <PreviewFacts sums={sumOf([preview])} />
      {preview.videos.length > 0 && (
        <ul tabIndex={0} className="max-h-48 overflow-y-auto border-t border-line py-1">
          {preview.videos.map((video) => (
            <li
              key={`${video.location} ${video.title}`}
              className={clsx('flex gap-3 px-3 py-0.5', video.known && 'text-muted')}
            >
              <span className="min-w-0 grow truncate" title={video.title}>
                {video.title}
              </span>
              <span className="shrink-0 text-sm text-muted tabular-nums">
                {video.known
                  ? t('library.preview.isThere')
                  : video.durationSeconds !== null && formatDuration(video.durationSeconds)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface PreviewButtonProps {
  isLooking: boolean
  /** Whether everything was looked at. */
  isSeen: boolean
  onLook: () => void
  onStop: () => void
}

/** Asks what adding this would add; while that takes a while, it can be stopped. */
export function PreviewButton({ isLooking, isSeen, onLook, onStop }: PreviewButtonProps) {
  if (isLooking) {
    return (
      <Button className="me-auto" onClick={onStop}>
        <LoaderCircle className="animate-spin" aria-hidden />
        {t('library.preview.stop')}
      </Button>
    )
  }
  return (
    <Button className="me-auto" disabled={isSeen} onClick={onLook}>
      <Eye aria-hidden />
      {t('library.preview.show')}
    </Button>
  )
}
