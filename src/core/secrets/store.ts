import { randomUUID } from 'node:crypto'

/**
 * Where passwords, keys and tokens are kept: the system's key store and nowhere else. What the
 * database knows of a secret is its name.
 */
export interface SecretStore {
  /** The value, or null where there is none of this name. */
  read(name: string): Promise<string | null>
  write(name: string, value: string): Promise<void>
  /** Nothing happens where there is none. */
  remove(name: string): Promise<void>
}

/** A name no other secret has or had, so that a removed row can never lead to another's secret. */
export const secretName = (of: string): string => `${of}:${randomUUID()}`
