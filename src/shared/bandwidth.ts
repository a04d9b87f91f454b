import { isWithin, nextTime } from './hours.ts'
import type { BandwidthSettings } from './settings/bandwidth.ts'

interface Limit {
  bytesPerSecond: number | null
  /** When it may be another one; null where it never is. */
  until: number | null
}

/** What all downloads may take together at a moment, by the clock on the wall. */
export function limitAt({ bytesPerSecond, windows }: BandwidthSettings, now: number): Limit {
  const at = new Date(now)
  const open = windows.find((window) => isWithin(window, at))
  const changes = windows.flatMap(({ from, to }) => [nextTime(from, at), nextTime(to, at)])
  return {
    bytesPerSecond: open ? open.bytesPerSecond : bytesPerSecond,
    until: changes.length === 0 ? null : Math.min(...changes),
  }
}

interface Member<T> {
  id: T
  /** What limits it apart from the rest, alone or with those of the same group. */
  group: string
  groupLimit: number | null
}

/**
 * Divides a limit fairly. What a group may not use by its own limit is divided among the others.
 */
export function sharesOf<T>(
  limit: number | null,
  members: readonly Member<T>[],
): Map<T, number | null> {
  const shares = new Map<T, number | null>()
  const groupSizes = new Map<string, number>()
  for (const { group } of members) groupSizes.set(group, (groupSizes.get(group) ?? 0) + 1)
  const capOf = ({ group, groupLimit }: Member<T>): number =>
    groupLimit === null ? Infinity : groupLimit / (groupSizes.get(group) ?? 1)
  const sorted = [...members].sort((a, b) => capOf(a) - capOf(b))
  let left = limit ?? Infinity
  for (const [index, member] of sorted.entries()) {
    const share = Math.min(capOf(member), left / (sorted.length - index))
    shares.set(member.id, share === Infinity ? null : Math.max(1, Math.floor(share)))
    left -= share === Infinity ? 0 : share
  }
  return shares
}
