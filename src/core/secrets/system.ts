import { SpoolError } from '../../shared/errors.ts'
import type { SecretStore } from './store.ts'

type Keyring = typeof import('@napi-rs/keyring')
type Entry = InstanceType<Keyring['AsyncEntry']>

/** The most that Windows keeps in one credential. */
const maxBytes = 2_560

/**
 * The key store of the system: Keychain on a Mac, Credential Manager on Windows, the Secret Service
 * (GNOME Keyring, KWallet, KeePassXC) on Linux. The app and the command line see the same secrets.
 *
 * @param service under which name the secrets are kept
 */
export function systemSecrets(service = 'Spool'): SecretStore {
  // Linux would fall back to the kernel's keyring, which forgets everything at the next start.
  const options = { linux: { store: 'secret-service' as const } }
  const use = async <T>(name: string, work: (entry: Entry) => Promise<T>): Promise<T> => {
    try {
      const { AsyncEntry } = await import('@napi-rs/keyring')
      return await work(new AsyncEntry(service, name, options))
    } catch (error) {
      throw explained(error)
    }
  }
  return {
    read: (name) => use(name, (entry) => entry.getPassword()),
    write: async (name, value) => {
      if (Buffer.byteLength(value, 'utf16le') > maxBytes) {
        throw new SpoolError('invalid-input', 'This is too long for the key store. Check it.')
      }
      await use(name, (entry) => entry.setPassword(value))
    },
    remove: async (name) => {
      await use(name, (entry) => entry.deletePassword())
    },
  }
}

const locked = /locked|no ?access|could ?n.?t access|dismissed|denied|cancell?ed/i

/** What the key store says may hold anything, but never the secret: it is not told back. */
function explained(error: unknown): unknown {
  const stack = String(error)
  const options = { details: { stack }, cause: error }
  if (locked.test(stack)) {
    const sentence = 'The key store of this system is locked. Unlock it, then retry.'
    return new SpoolError('auth', sentence, options)
  }
  return new SpoolError('tool', process.platform === 'linux' ? noneOnLinux : silent, options)
}

const noneOnLinux =
  'There is no key store to keep sign-ins and keys in. Install GNOME Keyring or KWallet and sign in to a desktop session, then retry.'
const silent = 'The key store of this system does not answer. Restart the machine, then retry.'
