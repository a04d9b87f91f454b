import { useEffect, useState } from 'react'
import type { FetchProgress as Progress } from '../../../shared/calls/tools.ts'
import { formatBytes } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** How much of a program has come. */
export function FetchProgress() {
  const [progress, setProgress] = useState<Progress>({ bytes: 0, totalBytes: null })
  useEffect(() => window.spool.on('tools.progress', setProgress), [])
  const { bytes, totalBytes } = progress
  const text =
    totalBytes === null
      ? t('tools.fetched', { bytes: formatBytes(bytes) })
      : t('tools.fetchedOf', { bytes: formatBytes(bytes), total: formatBytes(totalBytes) })
  return (
    <span className="flex min-w-0 grow items-center gap-3">
      <ProgressBar label={text} fraction={totalBytes === null ? null : bytes / totalBytes} />
      <span className="shrink-0 text-sm text-muted tabular-nums">{text}</span>
    </span>
  )
}
