import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { Artefact, ArtefactId, JobId, JobSummary, VideoId } from '../../../shared/job.ts'
import { artefactUrl } from '../../../shared/channels.ts'
import type { VideoDetails } from '../../../shared/video.ts'
import { useApp } from '../app/app-store.ts'
import { openVideo } from '../app/ui-store.ts'
import { Files } from '../details/files.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { Shown } from '../ui/shown.tsx'
import { BeforeAfter } from './before-after.tsx'
import { SamplePanel } from './sample-panel.tsx'
import { Timeline } from './timeline.tsx'
import { useVideo } from './use-video.ts'

/** One video: what it was, what became of it, and how. */
export function VideoView({ id }: { id: VideoId }) {
  const reading = useVideo(id)
  const video = reading.value?.video
  return (
    <section aria-label={t('video.title')} className="flex min-h-0 grow flex-col bg-surface">
      <header className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line bg-canvas px-3 py-1.5">
        <Button
          look="ghost"
          small
          onClick={() => {
            openVideo(null)
          }}
        >
          <ArrowLeft className="rtl:-scale-x-100" aria-hidden />
          {t('video.back')}
        </Button>
        <div className="min-w-0">
          <h2 dir="auto" className="selectable truncate font-semibold" title={video?.title}>
            {video?.title ?? ''}
          </h2>
          <p className="selectable truncate text-sm text-muted" title={video?.location}>
            {video?.location ?? ''}
          </p>
        </div>
      </header>
      <Shown reading={reading} unreadable={t('video.unreadable')}>
        {({ video: found }) =>
          found ? (
            <Body video={found} />
          ) : (
            <Banner tone="danger" title={t('video.unreadable')} text={t('video.gone')} />
          )
        }
      </Shown>
    </section>
  )
}

const playable: ReadonlySet<Artefact['kind']> = new Set([
  'download',
  'rendition',
  'publication',
  'sample',
])

function Body({ video }: { video: VideoDetails }) {
  const files = video.artefacts.filter(({ kind }) => playable.has(kind))
  const before = files.find(({ kind }) => kind === 'download')
  const renditions = files.filter(({ kind }) => kind === 'rendition')
  const [chosen, choose] = useState<ArtefactId | 'compare' | null>(null)
  const fallback = renditions.at(-1) ?? files.at(-1)
  const shown = files.find((file) => file.id === chosen) ?? fallback
  const compares = chosen === 'compare' && before !== undefined && renditions.length > 0
  return (
    <div className="flex min-h-0 grow flex-col gap-5 overflow-y-auto p-4">
      {shown ? (
        <div className="flex flex-col gap-2">
          {compares ? (
            <BeforeAfter
              before={artefactUrl(before.id)}
              after={artefactUrl((renditions.at(-1) ?? shown).id)}
            />
          ) : (
            <Player key={shown.id} file={shown} />
          )}
          <div className="mx-auto w-72 max-w-full">
            <Select
              label={t('video.shown')}
              value={compares ? 'compare' : String(shown.id)}
              options={[
                ...files.map((file) => ({ value: String(file.id), name: nameOf(file) })),
                ...(before && renditions.length > 0
                  ? [{ value: 'compare', name: t('video.compare') }]
                  : []),
              ]}
              onChange={(value) => {
                choose(
                  value === 'compare'
                    ? 'compare'
                    : (files.find((file) => String(file.id) === value)?.id ?? null),
                )
              }}
            />
          </div>
        </div>
      ) : (
        <p className="text-muted">{t('video.nothing')}</p>
      )}
      {before && <VideoSample transforms={video.jobs.filter(({ type }) => type === 'transform')} />}
      <Timeline jobs={video.jobs} />
      {video.artefacts.length > 0 && <Files artefacts={video.artefacts} />}
    </div>
  )
}

/** A sample of the newest of its transforms, or of the one that is chosen. */
function VideoSample({ transforms }: { transforms: readonly JobSummary[] }) {
  const presets = useApp((state) => state.presets)
  const [chosen, choose] = useState<JobId | null>(null)
  const job = transforms.find(({ id }) => id === chosen) ?? transforms.at(-1)
  if (!job) return null
  const nameOfPreset = ({ preset }: JobSummary): string =>
    presets.find(({ id }) => id === preset)?.name ?? preset ?? ''
  return (
    <div className="flex flex-col gap-2">
      {transforms.length > 1 && (
        <div className="w-72 max-w-full">
          <Select
            label={t('details.fact.preset')}
            value={String(job.id)}
            options={transforms.map((one) => ({
              value: String(one.id),
              name: nameOfPreset(one),
            }))}
            onChange={(value) => {
              choose(transforms.find(({ id }) => String(id) === value)?.id ?? null)
            }}
          />
        </div>
      )}
      <SamplePanel key={job.id} of={{ job: job.id }} />
    </div>
  )
}

const nameOf = ({ kind, path }: Artefact): string =>
  `${t(`details.artefact.${kind}`)} · ${path.split(/[\\/]/).at(-1) ?? path}`

function Player({ file }: { file: Artefact }) {
  const [broken, setBroken] = useState(false)
  if (broken) {
    return (
      <p role="status" className="rounded-lg bg-sunken p-6 text-center text-muted">
        {t('video.cannotPlay')}
      </p>
    )
  }
  return (
    <video
      src={artefactUrl(file.id)}
      controls
      preload="metadata"
      aria-label={nameOf(file)}
      className="mx-auto max-h-[50vh] max-w-full rounded-lg bg-sunken"
      onError={() => {
        setBroken(true)
      }}
    />
  )
}
