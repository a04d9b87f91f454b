import { Clapperboard } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { t } from '../../../shared/language.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { Button } from '../ui/button.tsx'
import { beginFirstRun, endFirstRun } from './first-run.ts'

/** What a new Spool shows: where videos go, how they come in, and what to look out for. */
export function FirstSteps({ children }: { children: ReactNode }) {
  const folder = useApp(({ settings }) => settings?.publishFolder ?? '')
  useEffect(beginFirstRun, [])
  return (
    <div className="flex min-h-0 grow flex-col items-center overflow-y-auto bg-surface p-6">
      <div className="m-auto flex w-full max-w-130 flex-col">
        <h2 className="text-xl font-semibold">{t('first.title')}</h2>
        <p className="mt-1 text-muted">{t('first.text')}</p>
        <ol aria-label={t('first.label')} className="mt-5 flex flex-col gap-5">
          <Step number={1} title={t('first.where')} text={t('first.whereText')}>
            <div className="flex items-center gap-2">
              <span
                className="selectable min-w-0 truncate rounded-md border border-line bg-sunken px-2.5 py-1"
                title={folder}
              >
                {folder}
              </span>
              <Button small onClick={changeFolder}>
                {t('first.change')}
              </Button>
            </div>
          </Step>
          <Step number={2} title={t('first.add')} text={t('first.addText')}>
            <Button look="primary" className="self-start" onClick={addSample}>
              <Clapperboard aria-hidden />
              {t('first.sample')}
            </Button>
            {children}
          </Step>
          <Step number={3} title={t('first.watch')} text={t('first.watchText')} />
        </ol>
        <Button look="ghost" small className="mt-5 self-end" onClick={endFirstRun}>
          {t('first.skip')}
        </Button>
      </div>
    </div>
  )
}

interface StepProps {
  number: number
  title: string
  text: string
  children?: ReactNode
}

function Step({ number, title, text, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-text"
      >
        {number}
      </span>
      <div className="flex min-w-0 grow flex-col gap-2 pt-0.5">
        <div>
          <h3 className="font-semibold">{title}</h3>
          <p className="text-muted">{text}</p>
        </div>
        {children}
      </div>
    </li>
  )
}

function changeFolder(): void {
  attempt(async () => {
    const [publishFolder] = await call('source.choose', { what: 'folder' })
    if (publishFolder !== undefined) await saveSettings({ publishFolder })
  })
}

function addSample(): void {
  attempt(() => call('sample.add', undefined))
}
