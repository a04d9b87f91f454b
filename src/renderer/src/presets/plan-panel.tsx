import { useEffect, useState } from 'react'
import { t } from '../../../shared/language.ts'
import { say } from '../../../shared/plan/index.ts'
import { everything } from '../../../shared/query.ts'
import type { VideoId } from '../../../shared/job.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { SamplePanel } from '../video/sample-panel.tsx'
import type { Draft } from './draft.ts'
import { chooseMedia, chooseMediaFile, showPlan, usePresets } from './preset-store.ts'

/** A change is planned when it has not changed for so long, in milliseconds. */
const pause = 400

interface PlanPanelProps {
  preset: Draft
  /** Nothing is planned of a preset that is wrong. */
  valid: boolean
}

/** What the preset, as it stands, would do to a video: in words, and for five seconds of it. */
export function PlanPanel({ preset, valid }: PlanPanelProps) {
  const { media, plan, planFailure } = usePresets()
  const of = media?.of
  useEffect(() => {
    if (of === undefined || !valid) return undefined
    const ended = new AbortController()
    const timer = setTimeout(() => void showPlan(preset, of, ended.signal), pause)
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [preset, of, valid])
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line bg-raised p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-48 grow basis-48">
          <h2 className="font-semibold">{t('presets.plan')}</h2>
          {media ? (
            <p className="truncate text-sm text-muted" title={media.name}>
              {media.name}
            </p>
          ) : (
            <p className="text-sm text-muted">{t('presets.planHint')}</p>
          )}
        </div>
        <LibraryVideos />
        <Button
          small
          onClick={() => {
            attempt(chooseMediaFile)
          }}
        >
          {t('presets.chooseFile')}
        </Button>
      </div>
      {planFailure !== null && (
        <p role="alert" className="text-danger">
          {planFailure}
        </p>
      )}
      {plan ? (
        <ul className="flex list-disc flex-col gap-0.5 ps-5" aria-live="polite">
          {plan.phrases.map(say).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        media !== null &&
        planFailure === null && <p className="text-muted">{t('presets.planning')}</p>
      )}
      {media !== null && <SamplePanel of={{ preset, media: media.of }} disabled={!valid} />}
    </section>
  )
}

const mostVideos = 30

/** The videos that came last, to choose one of them. */
function LibraryVideos() {
  const [videos, setVideos] = useState<readonly { id: VideoId; title: string }[]>([])
  const chosen = usePresets(({ media }) => (media && 'video' in media.of ? media.of.video : null))
  useEffect(() => {
    let open = true
    attempt(async () => {
      const query = { ...everything, group: 'done' as const, type: 'download' as const }
      const { jobs } = await call('queue.find', { query, cursor: null, limit: mostVideos })
      const found = jobs.flatMap(({ videoId, title }) =>
        videoId === null ? [] : [{ id: videoId, title }],
      )
      if (open) setVideos(found)
    })
    return () => {
      open = false
    }
  }, [])
  if (videos.length === 0) return null
  return (
    <Select
      compact
      label={t('presets.libraryVideo')}
      value={String(chosen ?? '')}
      options={[
        ...(chosen === null ? [{ value: '', name: t('presets.noVideo') }] : []),
        ...videos.map(({ id, title }) => ({ value: String(id), name: title })),
      ]}
      onChange={(value) => {
        const video = videos.find(({ id }) => String(id) === value)
        if (video) chooseMedia({ video: video.id }, video.title)
      }}
    />
  )
}
