import {
  accountIdSchema,
  destinationIdSchema,
  targetSchema,
  type Account,
  type SavedDestination,
} from '../../src/shared/destination.ts'

const one = (id: number, name: string, target: object): SavedDestination => ({
  ...{ id: destinationIdSchema.parse(id), name, target: targetSchema.parse(target) },
})

let saved: SavedDestination[] = [
  one(1, 'Archive', {
    ...{ kind: 'folder', path: '/mnt/nas/Videos', name: '{channel}/{date} {title}' },
    sidecars: ['json', 'nfo'],
  }),
  one(2, 'Cloud', {
    ...{ kind: 's3', endpoint: 'https://s3.eu-central-1.example.org', bucket: 'videos' },
    publicUrl: 'https://cdn.example.org/{key}',
  }),
]

const hills: Account = {
  ...{ id: accountIdSchema.parse(1), platform: 'youtube', name: 'Hills', channelId: 'UC-hills' },
  signedIn: true,
}
const accounts: Account[] = [
  hills,
  { ...hills, id: accountIdSchema.parse(2), name: 'Valleys', signedIn: false },
]

/** What the destinations' calls answer in the preview. */
export const destinationAnswers = {
  'destination.list': () => saved,
  'destination.save': (input: { id?: number | undefined; name: string; target: object }) => {
    const { id = saved.length + 1, name, target } = input
    const changed = one(id, name, target)
    saved = [...saved.filter((before) => before.id !== changed.id), changed]
    return changed
  },
  'destination.remove': ({ id }: { id: number }) => {
    saved = saved.filter((before) => before.id !== id)
    return undefined
  },
  'destination.test': () => undefined,
  'account.list': () => accounts,
  'account.signIn': () => hills,
  'account.signOut': () => undefined,
  'account.client': () => undefined,
}
