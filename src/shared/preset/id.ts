import { z } from 'zod'

export const presetIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)

/** A name as an id: lower case, dashes for all else. */
export function presetIdOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
  return plain === '' ? 'preset' : plain
}
