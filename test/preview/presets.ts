import type { CallName, CallOutput } from '../../src/shared/contract.ts'
import { builtInPresets, findPreset, presetSchema, readPreset } from '../../src/shared/preset.ts'

const own = presetSchema.parse({ ...findPreset('square'), id: 'mine', name: 'Square with logo' })

type Answers = {
  [K in Extract<CallName, `preset.${string}`>]: (input: never) => CallOutput<K>
}

/** The presets of the preview: those that come with Spool, and one of one's own. */
export const presetAnswers = {
  'preset.list': () => [...builtInPresets, own],
  'preset.save': ({ preset }: { preset: unknown }) => readPreset(preset),
  'preset.duplicate': () => own,
  'preset.remove': () => undefined,
  'preset.restore': () => undefined,
  'preset.import': () => null,
  'preset.export': () => ({ saved: true }),
  'preset.plan': () => ({
    words: [
      'Picture is copied: it is H.264 in 1920×1080 already and fits.',
      'Sound is encoded to AAC, 2 channels, 384 kb/s: it is Opus and not AAC.',
      'About 24 MB to 31 MB, in about 1 s to 3 s.',
    ],
    container: 'mp4',
    picture: 'copy' as const,
    sound: ['encode' as const],
    durationSeconds: 63,
    expected: { bytes: { low: 24e6, high: 31e6 }, seconds: { low: 1, high: 3 } },
  }),
} satisfies Answers
