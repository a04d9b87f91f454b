/** A preset as the editor has it, which may be wrong still. */
export type Draft = Record<string, unknown>

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a draft has at a place; undefined where it has no such place. */
export function valueAt(draft: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, part) => (isDraft(value) ? value[part] : undefined), draft)
}

/** The same draft with another value at a place. */
export function withValueAt(draft: Draft, path: string, value: unknown): Draft {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...draft, [first]: value }
  const inner = draft[first]
  return { ...draft, [first]: withValueAt(isDraft(inner) ? inner : {}, rest.join('.'), value) }
}

/** Another variant of what is at a place: what both have stays as it was entered. */
export function variantOf(current: unknown, next: unknown, by: string): unknown {
  if (!isDraft(current) || !isDraft(next)) return next
  const kept = Object.entries(current).filter(
    ([name, value]) => name !== by && name in next && typeof value === typeof next[name],
  )
  return { ...next, ...Object.fromEntries(kept) }
}
