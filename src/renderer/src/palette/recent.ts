import { z } from 'zod'

const place = 'palette.recent'
const remembered = 20
const recentSchema = z.array(z.string().max(100)).max(remembered)

/** What was used last, the latest first. */
export function readRecent(): string[] {
  const text = localStorage.getItem(place)
  try {
    return text === null ? [] : recentSchema.parse(JSON.parse(text))
  } catch {
    // Nobody misses it much.
    return []
  }
}

export function remember(id: string): void {
  const ids = [id, ...readRecent().filter((known) => known !== id)].slice(0, remembered)
  localStorage.setItem(place, JSON.stringify(ids))
}
