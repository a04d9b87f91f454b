import { closedUntil } from '../../shared/hours.ts'
import type { JobType } from '../../shared/job.ts'
import type { Held } from '../../shared/queue.ts'
import type { WorkSettings } from '../../shared/settings/work.ts'

/** What the machine tells of itself; it is taken not to be so where nobody knows. */
export interface MachineState {
  /** Whether it runs on its battery. */
  onBattery?: () => boolean
  /** Whether its connection costs by what goes over it. */
  isMetered?: () => boolean
}

/** Why the settings let work wait now, what stops most first; empty where they do not. */
export function holdsOf(
  { hours, holdOnBattery, holdOnMetered }: WorkSettings,
  { onBattery, isMetered }: MachineState,
  now: number,
): Held[] {
  const until = closedUntil(hours, now)
  return [
    ...(holdOnBattery && onBattery?.() === true ? [{ by: 'battery' } as const] : []),
    ...(holdOnMetered && isMetered?.() === true ? [{ by: 'metered' } as const] : []),
    ...(until === null ? [] : [{ by: 'hours', until } as const]),
  ]
}

/** Whether it concerns jobs of this type: a transform needs no connection. */
export const holdsBack = ({ by }: Held, type: JobType): boolean =>
  by !== 'metered' || type !== 'transform'
