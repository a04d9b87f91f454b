import type { Rational } from '../../../shared/media.ts'
import type { Gain, SoundEncode, SoundFilter } from '../../../shared/plan/index.ts'
import { onFrames, withinSpans } from './spans.ts'

/** The filters of a sound track up to where its loudness is measured. */
export function soundChain(sound: SoundEncode, frameRate: Rational | null): string[] {
  return [
    // Sound that begins late or has gaps is filled up, so that it stays with the picture.
    'aresample=async=1:first_pts=0',
    format(sound),
    ...sound.filters.flatMap((filter) => filterText(filter, frameRate)),
  ]
}

const layouts: Record<number, string> = { 1: 'mono', 2: 'stereo', 6: '5.1' }

export const format = ({ sampleRate, channels }: SoundEncode): string =>
  `aformat=sample_fmts=fltp:sample_rates=${sampleRate}:channel_layouts=${layouts[channels] ?? 'stereo'}`

function filterText(filter: SoundFilter, frameRate: Rational | null): string[] {
  switch (filter.kind) {
    case 'cut': {
      const spans = frameRate ? onFrames(filter.keep, frameRate) : filter.keep
      // Small pieces: what is kept is exact to 5 ms.
      return ['asetnsamples=n=240:p=0', `aselect='${withinSpans(spans)}'`, 'asetpts=N/SR/TB']
    }
    case 'speed':
      return tempo(filter.factor)
    case 'fade':
      return [
        ...(filter.in > 0 ? [`afade=t=in:st=0:d=${filter.in}`] : []),
        ...(filter.out > 0
          ? [
              `afade=t=out:st=${Math.max(0, filter.seconds - filter.out).toFixed(3)}:d=${filter.out}`,
            ]
          : []),
      ]
  }
}

/** One step of at most twice and at least half the speed sounds best. */
function tempo(factor: number): string[] {
  if (factor > 2) return ['atempo=2', ...tempo(factor / 2)]
  if (factor < 0.5) return ['atempo=0.5', ...tempo(factor / 0.5)]
  return factor === 1 ? [] : [`atempo=${factor}`]
}

/** Peaks between samples are higher than the samples: so much lower they are held, in dB. */
const betweenSamples = 0.5

/** The filters that make it louder or quieter. Peaks are held at four times the sample rate. */
export function gainChain({ decibels, limit }: Gain, sound: SoundEncode): string[] {
  const volume = `volume=${decibels.toFixed(2)}dB`
  if (limit === null) return [volume]
  const ceiling = 10 ** ((limit - betweenSamples) / 20)
  return [
    volume,
    'aresample=192000',
    `alimiter=level=false:limit=${ceiling.toFixed(5)}:attack=3:release=40:asc=1:latency=1`,
    format(sound),
  ]
}
