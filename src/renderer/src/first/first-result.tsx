import { CircleCheck, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { everything } from '../../../shared/query.ts'
import { useApp } from '../app/app-store.ts'
import { openVideo } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { endFirstRun } from './first-run.ts'

/** The third step: what becomes of the first video, until somebody has opened it. */
export function FirstResult() {
  const latest = useLatest()
  const isDone = latest?.type === 'publish' && latest.status === 'completed'
  const Icon = isDone ? CircleCheck : LoaderCircle
  return (
    <section
      aria-label={t('first.label')}
      className="flex shrink-0 items-center gap-3 border-b border-line bg-accent-soft px-4 py-2"
    >
      <Icon className="size-5 shrink-0 text-accent-text" aria-hidden />
      <p role="status" className="min-w-0 grow truncate">
        <strong className="font-semibold">
          {t(isDone ? 'first.done' : 'first.working', { title: latest?.title ?? '' })}
        </strong>
        <span className="text-muted"> {latest === null ? '' : stateOf(latest)}</span>
      </p>
      {isDone && (
        <>
          <Button
            small
            look="primary"
            onClick={() => {
              openVideo(latest.videoId)
              endFirstRun()
            }}
          >
            {t('first.open')}
          </Button>
          <Button
            small
            onClick={() => {
              reveal(latest)
            }}
          >
            {t('first.reveal')}
          </Button>
        </>
      )}
      <Button small look="ghost" onClick={endFirstRun}>
        {t(isDone ? 'first.close' : 'first.skip')}
      </Button>
    </section>
  )
}

function stateOf({ type, status }: JobSummary): string {
  switch (status) {
    case 'queued':
      return t('first.waiting')
    case 'processing':
    case 'retrying':
      return t('first.stage', { stage: t(`common.stage.${type}`) })
    case 'completed':
      return type === 'publish' ? t('first.doneText') : ''
    case 'failed':
    case 'cancelled':
      return t('first.failed')
  }
}

/** The job that came last, or the first publication that succeeded: read when the counters change. */
function useLatest(): JobSummary | null {
  const overview = useApp((state) => state.overview)
  const [latest, setLatest] = useState<JobSummary | null>(null)
  useEffect(() => {
    let isHere = true
    attempt(async () => {
      const done = { ...everything, group: 'done', type: 'publish' } as const
      const [published, newest] = await Promise.all(
        [done, everything].map((query) => call('queue.find', { query, cursor: null, limit: 1 })),
      )
      if (isHere) setLatest(published?.jobs[0] ?? newest?.jobs[0] ?? null)
    })
    return () => {
      isHere = false
    }
  }, [overview])
  return latest
}

function reveal({ id }: JobSummary): void {
  attempt(async () => {
    const details = await call('job.details', { id })
    const file = details?.artefacts.find(({ kind }) => kind === 'publication')
    if (file) await call('artefact.reveal', { id: file.id })
  })
}
