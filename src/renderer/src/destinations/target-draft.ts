import { afterStepSchema, type AfterStep } from '../../../shared/after-step.ts'
import { targetSchema, type Platform, type Target } from '../../../shared/destination.ts'

/** What stands in the fields of a destination: texts and ticks, by the names of its settings. */
export interface TargetDraft {
  kind: Platform
  texts: Readonly<Record<string, string>>
  ticks: Readonly<Record<string, boolean>>
  after: readonly StepDraft[]
}

export type StepDraft =
  | { kind: 'webhook'; url: string }
  /** One argument a line, the program first. */
  | { kind: 'command'; lines: string; timeoutSeconds: string }

/** Settings that are ticked or not; of the folder, the files beside the video. */
export const ticksOf = {
  folder: ['json', 'nfo', 'description', 'thumbnail'],
  s3: ['pathStyle'],
  youtube: ['madeForKids', 'syntheticMedia', 'thumbnail', 'captions'],
} as const satisfies Record<Platform, readonly string[]>

/** Settings that may be nothing at all. */
const optional = new Set(['endpoint', 'publicUrl', 'language', 'playlist', 'publishAt'])

export function draftFrom(target: Target): TargetDraft {
  const { kind, after, ...settings } = target
  const texts: Record<string, string> = {}
  const ticks: Record<string, boolean> = {}
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'boolean') ticks[name] = value
    else if (Array.isArray(value)) for (const one of value) ticks[String(one)] = true
    else if (name === 'publishAt') texts[name] = value === null ? '' : asField(Number(value))
    else texts[name] = value === null ? '' : String(value)
  }
  return { kind, texts, ticks, after: after.map(stepDraft) }
}

/** A new destination of this kind, as most want it. */
export const newDraft = (kind: Platform, account: string): TargetDraft => {
  const target = {
    folder: { kind: 'folder', path: '-' },
    s3: { kind: 's3', bucket: '-' },
    youtube: { kind: 'youtube', account: Number(account) || 1 },
  }[kind]
  const draft = draftFrom(targetSchema.parse(target))
  return { ...draft, texts: { ...draft.texts, path: '', bucket: '', account } }
}

/** The destination these fields tell of; null where something is missing or wrong. */
export function readDraft({ kind, texts, ticks, after }: TargetDraft): Target | null {
  const given = Object.entries(texts).flatMap(([name, text]): [string, unknown][] => {
    if (text.trim() === '') return optional.has(name) ? [[name, null]] : []
    if (name === 'publishAt') return [[name, new Date(text).getTime()]]
    if (name === 'account') return [[name, Number(text)]]
    return [[name, text.trim()]]
  })
  const steps = after.map(readStep)
  if (steps.includes(null)) return null
  const target = targetSchema.safeParse({
    ...{ ...Object.fromEntries(given), ...ticks, kind, after: steps },
    sidecars: ticksOf.folder.filter((name) => ticks[name]),
  })
  return target.data ?? null
}

function readStep(step: StepDraft): AfterStep | null {
  const given =
    step.kind === 'webhook'
      ? { kind: step.kind, url: step.url.trim() }
      : {
          kind: step.kind,
          argv: step.lines.split('\n').filter((line) => line !== ''),
          timeoutSeconds: Number(step.timeoutSeconds),
        }
  return afterStepSchema.safeParse(given).data ?? null
}

const stepDraft = (step: AfterStep): StepDraft =>
  step.kind === 'webhook'
    ? step
    : {
        kind: step.kind,
        lines: step.argv.join('\n'),
        timeoutSeconds: String(step.timeoutSeconds),
      }

/** A moment as a field for local times holds it: `2026-11-24T18:30`. */
export function asField(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
