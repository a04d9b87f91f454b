import type { MediaInfo } from '../../../shared/media.ts'
import type { PictureEncode, Plan, SoundEncode } from '../../../shared/plan/index.ts'
import { hardwareFilter } from '../hardware.ts'
import { pictureGraph, type PictureInputs } from './picture.ts'
import { format, gainChain, soundChain } from './sound.ts'

/** The files a graph reads beside the video itself, by their place among FFmpeg's inputs. */
export interface GraphInputs extends PictureInputs {
  intro: number | null
  outro: number | null
}

export interface Graph {
  text: string
  /** The labels to map, with their brackets. */
  picture: string | null
  sounds: readonly (string | null)[]
}

export interface GraphOptions {
  /** `sound` to leave the picture out, for measuring. */
  only?: 'all' | 'picture' | 'sound'
  /** False to leave the sound as loud as it is. */
  gain?: boolean
  /** Ends the labels to map, which are those of all graphs of one FFmpeg. */
  suffix?: string
}

/** The whole filter graph of a plan. */
export function graphOf(
  plan: Plan,
  inputs: GraphInputs,
  { only = 'all', gain = true, suffix = '' }: GraphOptions = {},
): Graph {
  const video = `[video${suffix}]`
  const { picture, intro, outro, durationSeconds } = plan
  const parts = partsOf(inputs, intro?.media ?? null, outro?.media ?? null)
  const encoded = picture.do === 'encode' && only !== 'sound' ? picture : null
  const rate = picture.do === 'encode' ? picture.frameRate : null
  const chains: string[] = []
  if (encoded) {
    const label = parts.length === 0 ? video : '[main]'
    chains.push(pictureGraph(encoded, inputs, [`[0:${encoded.stream}]`, label]))
    for (const part of parts) chains.push(partPicture(part, encoded))
  }
  const inner = innerSeconds(durationSeconds, parts)
  const sounds = plan.sound.map((sound, index): string | null => {
    if (sound.do === 'copy' || only === 'picture') return null
    const louder = gain && sound.gain ? gainChain(sound.gain, sound) : []
    const from =
      sound.stream === null
        ? silenceOf(sound, inner)
        : [`[0:${sound.stream}]`, soundChain(sound, rate)].flat()
    const label = `[sound${index}${suffix}]`
    if (parts.length === 0) {
      chains.push(chainText(from, louder, label))
      return label
    }
    chains.push(chainText(from, inner === null ? [] : filledTo(inner), '[mainsound]'))
    for (const part of parts) chains.push(partSound(part, sound))
    const order = [
      ...parts.filter(({ at }) => at === 'intro'),
      null,
      ...parts.filter(({ at }) => at === 'outro'),
    ]
    const labels = order.map((part) => (part ? `[${part.at}sound]` : '[mainsound]')).join('')
    chains.push(
      `${labels}concat=n=${order.length}:v=0:a=1${louder.map((one) => `,${one}`).join('')}${label}`,
    )
    return label
  })
  if (encoded && parts.length > 0) {
    const before = parts.some(({ at }) => at === 'intro') ? '[introvideo]' : ''
    const after = parts.some(({ at }) => at === 'outro') ? '[outrovideo]' : ''
    chains.push(`${before}[main]${after}concat=n=${parts.length + 1}:v=1:a=0${video}`)
  }
  const hardware = encoded?.encoder.hardware
  const label = hardware ? `[hardware${suffix}]` : video
  if (hardware) chains.push(`${video}${hardwareFilter(hardware)}${label}`)
  return { text: chains.join(';'), picture: encoded ? label : null, sounds }
}

interface Part {
  at: 'intro' | 'outro'
  input: number
  media: MediaInfo
}

function partsOf(
  { intro, outro }: GraphInputs,
  first: MediaInfo | null,
  last: MediaInfo | null,
): Part[] {
  return [
    ...(intro !== null && first ? [{ at: 'intro' as const, input: intro, media: first }] : []),
    ...(outro !== null && last ? [{ at: 'outro' as const, input: outro, media: last }] : []),
  ]
}

const innerSeconds = (whole: number | null, parts: readonly Part[]): number | null =>
  whole === null
    ? null
    : parts.reduce((rest, { media }) => rest - (media.durationSeconds ?? 0), whole)

const partPicture = ({ at, input, media }: Part, picture: PictureEncode): string => {
  const { size, frameRate, encoder } = picture
  const { width, height } = size
  return (
    `[${input}:${media.video?.index ?? 0}]` +
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=lanczos:out_color_matrix=bt709:out_range=tv,` +
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2,setsar=1,fps=${frameRate.num}/${frameRate.den},format=${encoder.pixelFormat}[${at}video]`
  )
}

function partSound({ at, input, media }: Part, sound: SoundEncode): string {
  const seconds = media.durationSeconds ?? 0
  const from = media.audio
    ? [`[${input}:${media.audio.index}]`, 'aresample=async=1:first_pts=0', format(sound)]
    : silenceOf(sound, seconds)
  return chainText(from, filledTo(seconds), `[${at}sound]`)
}

/** Nothing to hear, as the beginning of a chain. */
const silenceOf = (sound: SoundEncode, seconds: number | null): string[] => [
  '',
  `anullsrc=r=${sound.sampleRate}:cl=stereo`,
  ...(seconds === null ? [] : [`atrim=0:${seconds.toFixed(3)}`]),
  format(sound),
]

/** As long as the picture, whatever the sound is. */
const filledTo = (seconds: number): string[] => ['apad', `atrim=0:${seconds.toFixed(3)}`]

const chainText = ([label = '', ...filters]: string[], more: string[], to: string): string =>
  `${label}${[...filters, ...more].join(',')}${to}`
