import { useState } from 'react'
import { formatBytes, formatDuration, formatPhase } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { sampleUrl, type Sample, type SampleSubject } from '../../../shared/sample.ts'
import { translated } from '../../../shared/sentences.ts'
import { textField } from '../publish/field.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { BeforeAfter } from './before-after.tsx'
import { useSample } from './use-sample.ts'

interface SamplePanelProps {
  of: SampleSubject
  disabled?: boolean
}

/** Five seconds of a video before and after, made when asked for. */
export function SamplePanel({ of, disabled = false }: SamplePanelProps) {
  const { state, make, stop } = useSample()
  const [from, setFrom] = useState<number | null>(null)
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-48 grow basis-48">
          <h3 className="font-semibold">{t('video.sample')}</h3>
          <p className="text-sm text-muted">{t('video.sampleHint')}</p>
        </div>
        <label className="flex items-center gap-2 whitespace-nowrap text-muted">
          {t('video.sampleFrom')}
          <span className="w-24">
            <input
              type="number"
              min={0}
              className={`${textField} tabular-nums`}
              placeholder={t('video.middle')}
              value={from ?? ''}
              onChange={({ target }) => {
                setFrom(target.value === '' ? null : Math.max(0, target.valueAsNumber))
              }}
            />
          </span>
        </label>
        {state.is === 'making' ? (
          <Button small onClick={stop}>
            {t('video.stopSample')}
          </Button>
        ) : (
          <Button small disabled={disabled} onClick={() => void make(of, from)}>
            {t('video.makeSample')}
          </Button>
        )}
      </div>
      {state.is === 'making' && (
        <div className="flex flex-col gap-1">
          <ProgressBar
            fraction={state.progress?.fraction ?? null}
            label={t('video.sampleProgress')}
          />
          <p className="text-sm text-muted">
            {state.progress ? formatPhase(state.progress) : t('queue.starting')}
          </p>
        </div>
      )}
      {state.is === 'failed' && (
        <p role="alert" className="text-danger">
          {state.sentence}
        </p>
      )}
      {state.is === 'made' && (
        <SampleView key={state.sample.number} sample={state.sample} onClose={stop} />
      )}
    </section>
  )
}

function SampleView({ sample, onClose }: { sample: Sample; onClose: () => void }) {
  const { number, before, after, bytes, from, notes } = sample
  const urls = [sampleUrl(number, 'before'), sampleUrl(number, 'after')] as const
  return (
    <div className="flex flex-col gap-2" aria-live="polite">
      {before === 'video' && after === 'video' ? (
        <BeforeAfter before={urls[0]} after={urls[1]} />
      ) : (
        <div className="grid grid-cols-2 gap-3 max-[700px]:grid-cols-1">
          <Side url={urls[0]} as={before} name={t('video.before')} />
          <Side url={urls[1]} as={after} name={t('video.after')} />
        </div>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <p className="text-sm text-muted">
          {t(bytes.after > bytes.before ? 'video.sampleLarger' : 'video.sampleSays', {
            before: formatBytes(bytes.before),
            after: formatBytes(bytes.after),
            from: formatDuration(from),
          })}
        </p>
        <Button small look="ghost" onClick={onClose}>
          {t('video.closeSample')}
        </Button>
      </div>
      {notes.map((note) => (
        <p key={note} className="text-sm">
          {translated(note)}
        </p>
      ))}
    </div>
  )
}

function Side({ url, as, name }: { url: string; as: Sample['after']; name: string }) {
  const look = 'max-h-80 w-full rounded-lg bg-sunken object-contain'
  return (
    <figure className="flex flex-col gap-1">
      {as === 'picture' ? (
        <img src={url} alt={name} className={look} />
      ) : as === 'video' ? (
        <video src={url} controls muted loop className={look} aria-label={name} />
      ) : (
        <audio src={url} controls className="w-full" aria-label={name} />
      )}
      <figcaption className="text-sm text-muted">{name}</figcaption>
    </figure>
  )
}
