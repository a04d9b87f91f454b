import type { SecretStore } from './store.ts'

/** Secrets that are gone with the process: for tests, never for a user. */
export function memorySecrets(): SecretStore {
  const values = new Map<string, string>()
  return {
    read: (name) => Promise.resolve(values.get(name) ?? null),
    write: (name, value) => {
      values.set(name, value)
      return Promise.resolve()
    },
    remove: (name) => {
      values.delete(name)
      return Promise.resolve()
    },
  }
}
