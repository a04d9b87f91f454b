import { Film, RotateCw, X } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import type { JobDetails, JobId } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { canTransition } from '../../../shared/state.ts'
import { openVideo, showDetails, useUi } from '../app/ui-store.ts'
import { cancelJobs, retryJobs } from '../queue/job-actions.ts'
import { SamplePanel } from '../video/sample-panel.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { FailurePanel } from './failure-panel.tsx'
import { Facts } from './facts.tsx'
import { Files } from './files.tsx'
import { History } from './history.tsx'
import { JobState } from './job-state.tsx'
import { Log } from './log.tsx'
import { StageStrip } from './stage-strip.tsx'
import { useJobDetails } from './use-job-details.ts'

const close = (): void => {
  showDetails(null)
}

/** Everything about one job, beside the list; over it where the window is narrow. */
export function DetailsPane({ id }: { id: JobId }) {
  const details = useJobDetails(id)
  const pane = useFocusReturn()
  return (
    <aside
      ref={pane}
      tabIndex={-1}
      aria-label={t('details.title')}
      data-job-id-shown={id}
      className="flex w-100 shrink-0 flex-col border-s border-line bg-surface outline-none min-[960px]:pane max-[960px]:absolute max-[960px]:inset-y-0 max-[960px]:end-0 max-[960px]:z-10 max-[960px]:max-w-full max-[960px]:shadow-high"
    >
      <header className="flex items-start gap-2 px-4 pt-3 pb-3">
        <div className="min-w-0 grow">
          <h2 dir="auto" className="selectable line-clamp-3 text-lg font-semibold break-words">
            {details?.job?.title ?? t('details.title')}
          </h2>
          {details?.job && details.job.location !== details.job.title && (
            <p className="selectable text-sm break-all text-muted">{details.job.location}</p>
          )}
        </div>
        <Button
          look="ghost"
          small
          iconOnly
          aria-label={t('details.close')}
          className="-me-1"
          onClick={close}
        >
          <X aria-hidden />
        </Button>
      </header>
      {details?.failure != null && (
        <Banner tone="danger" title={t('details.unreadable')} text={details.failure} />
      )}
      {details?.job && <Body job={details.job} />}
      {details && !details.job && details.failure === null && (
        <p className="px-4 text-muted">{t('details.gone')}</p>
      )}
    </aside>
  )
}

function Body({ job }: { job: JobDetails }) {
  return (
    <div className="flex min-h-0 grow flex-col gap-5 overflow-y-auto px-4 pt-1 pb-5">
      <StageStrip type={job.type} status={job.status} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <JobState job={job} />
        <span className="flex gap-2">
          <OpenVideo job={job} />
          <Actions job={job} />
        </span>
      </div>
      {job.failure && <FailurePanel failure={job.failure} />}
      {job.artefacts.length > 0 && <Files artefacts={job.artefacts} />}
      <JobSample job={job} />
      <Facts job={job} />
      {job.events.length > 0 && <History events={job.events} />}
      {job.log.length > 0 && <Log lines={job.log} />}
    </div>
  )
}

/** The screen of a video has its own. */
function JobSample({ job }: { job: JobDetails }) {
  const isShown = useUi((state) => state.video !== null)
  if (job.type !== 'transform' || isShown) return null
  return <SamplePanel of={{ job: job.id }} />
}

function OpenVideo({ job }: { job: JobDetails }) {
  const { videoId } = job
  const isShown = useUi((state) => state.video !== null)
  if (videoId === null || isShown) return null
  return (
    <Button
      small
      onClick={() => {
        openVideo(videoId)
      }}
    >
      <Film aria-hidden />
      {t('video.open')}
    </Button>
  )
}

function Actions({ job }: { job: JobDetails }) {
  if (canTransition(job.status, 'retry')) {
    return (
      <Button
        small
        onClick={() => {
          retryJobs([job])
        }}
      >
        <RotateCw aria-hidden />
        {t('queue.retry')}
      </Button>
    )
  }
  if (!canTransition(job.status, 'cancel')) return null
  return (
    <Button
      small
      onClick={() => {
        cancelJobs([job])
      }}
    >
      <X aria-hidden />
      {t('queue.cancelOneAction')}
    </Button>
  )
}

/** Closing gives the keyboard back to the row the details belong to. */
function useFocusReturn() {
  const pane = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = pane.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
    }
  }, [])
  return pane
}
