import { CircleAlert, Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { remedyOf } from '../../../shared/causes.ts'
import type { Failure, FailureDetails } from '../../../shared/errors.ts'
import { t } from '../../../shared/language.ts'
import { commandLine } from '../../../shared/command-line.ts'
import { translated } from '../../../shared/sentences.ts'
import { copyText } from '../queue/job-actions.ts'
import { Button } from '../ui/button.tsx'

/** What went wrong, what to do, and for those who want it, every detail. */
export function FailurePanel({ failure }: { failure: Failure }) {
  return (
    <section
      aria-label={t('details.error')}
      className="flex flex-col gap-2 rounded-lg border border-line bg-danger-soft p-3"
    >
      <div className="flex items-start gap-2">
        <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden />
        <p className="selectable min-w-0 grow font-medium break-words">
          {translated(failure.message)}
        </p>
        <Button
          look="ghost"
          small
          iconOnly
          aria-label={t('queue.copyError')}
          className="-mt-1 -me-1"
          onClick={() => {
            copyText(reportOf(failure), t('queue.theError'))
          }}
        >
          <Copy aria-hidden />
        </Button>
      </div>
      <p className="ps-6 text-muted">
        {failure.details.cause === undefined
          ? t(`details.remedy.${failure.kind}`)
          : t(`downloads.remedy.${remedyOf(failure.details.cause)}`)}
      </p>
      <details className="ps-6">
        <summary className="w-fit cursor-default rounded-sm font-medium text-muted hover:text-text">
          {t('details.technical')}
        </summary>
        <TechnicalDetails kind={failure.kind} details={failure.details} />
      </details>
    </section>
  )
}

function TechnicalDetails({ kind, details }: { kind: string; details: FailureDetails }) {
  const command = details.command && commandLine(details.command)
  return (
    <div className="mt-2 flex flex-col gap-2">
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
        {factsOf(kind, details).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="selectable min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
      {command !== undefined && (
        <Output
          name={t('details.commandLine')}
          text={command}
          action={
            <Button
              look="ghost"
              small
              onClick={() => {
                copyText(command, t('details.theCommandLine'))
              }}
            >
              <Copy aria-hidden />
              {t('common.copy')}
            </Button>
          }
        />
      )}
      {details.stderr && details.stderr.length > 0 && (
        <Output name={t('details.lastWords')} text={details.stderr.join('\n')} />
      )}
      {details.stack !== undefined && <Output name={t('details.stack')} text={details.stack} />}
    </div>
  )
}

function Output({ name, text, action }: { name: string; text: string; action?: ReactNode }) {
  return (
    <div>
      <div className="flex h-7 items-center justify-between">
        <span className="text-sm text-muted">{name}</span>
        {action}
      </div>
      <pre
        tabIndex={0}
        aria-label={name}
        role="region"
        className="selectable max-h-40 overflow-auto rounded-md border border-line bg-surface p-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
    </div>
  )
}

function factsOf(kind: string, details: FailureDetails): [string, string][] {
  const facts: [string, string | number | null | undefined][] = [
    [t('details.kind'), kind],
    [t('details.stage'), details.stage],
    [t('details.exitCode'), details.exitCode],
    [t('details.httpStatus'), details.httpStatus],
    [t('details.address'), details.url],
    [t('details.path'), details.path],
    ...Object.entries(details.toolVersions ?? {}),
  ]
  return facts.flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)]],
  )
}

function reportOf({ kind, message, details }: Failure): string {
  return [
    message,
    ...factsOf(kind, details).map(([name, value]) => `${name}: ${value}`),
    ...(details.command ? [commandLine(details.command)] : []),
    ...(details.stderr ?? []),
    ...(details.stack === undefined ? [] : [details.stack]),
  ].join('\n')
}
