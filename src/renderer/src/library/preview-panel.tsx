import { clsx } from 'clsx'
import { Eye, LoaderCircle } from 'lucide-react'
import { formatBytes, formatCount, formatDuration } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { SourcePreview } from '../../../shared/source.ts'
import { Button } from '../ui/button.tsx'

/** What adding a source would add, before anything is done. */
export function PreviewPanel({ preview }: { preview: SourcePreview }) {
  const { added, known, leftOut, seconds, secondsUnknown, bytes, bytesUnknown, complete } = preview
  const sum = (text: string, unknown: number): string => {
    if (unknown === added) return t('library.preview.unknown')
    return unknown === 0 ? text : t('library.preview.atLeast', { what: text })
  }
  const count = (value: number) =>
    complete ? formatCount(value) : t('library.preview.atLeast', { what: formatCount(value) })
  const facts = [
    { name: t('library.preview.added'), value: count(added) },
    { name: t('library.preview.known'), value: count(known) },
    { name: t('library.preview.leftOut'), value: count(leftOut) },
    { name: t('library.preview.long'), value: sum(formatDuration(seconds), secondsUnknown) },
    { name: t('library.preview.large'), value: sum(formatBytes(bytes), bytesUnknown) },
  ]
  return (
    <section
      aria-label={t('library.preview.of', { title: preview.title })}
      className="rounded-lg border border-line bg-surface"
    >
      <h3 className="truncate border-b border-line px-3 py-2 font-semibold">{preview.title}</h3>
      <dl className="grid grid-cols-5 gap-3 px-3 py-2">
        {facts.map(({ name, value }) => (
          <div key={name} className="min-w-0">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
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

/** Asks what adding this would add; says so while it takes a while. */
export function PreviewButton({ isLooking, onClick }: { isLooking: boolean; onClick: () => void }) {
  return (
    <Button className="me-auto" disabled={isLooking} onClick={onClick}>
      {isLooking ? <LoaderCircle className="animate-spin" aria-hidden /> : <Eye aria-hidden />}
      {isLooking ? t('library.preview.looking') : t('library.preview.show')}
    </Button>
  )
}
