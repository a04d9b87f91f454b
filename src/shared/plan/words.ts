import type { MediaInfo } from '../media.ts'
import { codecName } from './containers.ts'
import { follows } from './looking.ts'
import type { Phrase, PlanStep, PlanText, PhraseValue } from './phrase.ts'
import type { PictureEncode, PictureFilter, Plan, SoundPlan, SubtitlePlan } from './types.ts'

/** What a plan will do, a line for each thing, to be put into words where it is shown. */
export function planPhrases(plan: Plan, media: MediaInfo): Phrase[] {
  return [
    ...picturePhrases(plan, media),
    ...plan.sound.flatMap((sound, index) =>
      soundPhrases(sound, plan.sound.length === 1 ? 0 : index + 1),
    ),
    ...(plan.soundDropped === null
      ? []
      : [phrase('soundDropped', { reasons: { reasons: [plan.soundDropped] } })]),
    ...plan.subtitles.map(subtitlePhrase),
    ...(plan.cover ? [phrase(plan.cover.from === 'stream' ? 'coverKept' : 'coverMade')] : []),
    ...(plan.metadata === 'clean' && (plan.kind === 'video' || plan.kind === 'audio')
      ? [phrase('metadataCleaned')]
      : []),
    ...plan.notes,
    ...expectedPhrases(plan),
  ]
}

const phrase = (text: PlanText, values: Record<string, PhraseValue> = {}): Phrase => ({
  text,
  values,
})

function picturePhrases(plan: Plan, media: MediaInfo): Phrase[] {
  const { picture } = plan
  switch (picture.do) {
    case 'drop':
      return [
        media.video
          ? phrase('pictureDropped', { reasons: { reasons: [picture.reason] } })
          : phrase('pictureMissing'),
      ]
    case 'copy':
      return [phrase('pictureCopied', { reasons: { reasons: [picture.reason] } })]
    case 'encode':
      if (plan.kind === 'video') return [encodedPhrase(picture), ...stepsPhrases(picture)]
      return [
        phrase('pictureMade', {
          size: sizeText(picture),
          container: plan.container.toUpperCase(),
        }),
      ]
  }
}

const sizeText = ({ size }: PictureEncode): string => `${size.width}×${size.height}`

function encodedPhrase(picture: PictureEncode): Phrase {
  const { encoder, frameRate, reasons } = picture
  const { quality, hardware } = encoder
  const values = {
    codec: codecName(encoder.codec),
    encoder: hardware?.encoder ?? encoder.name,
    size: sizeText(picture),
    rate: Number((frameRate.num / frameRate.den).toFixed(2)),
    reasons: { reasons: [...reasons] },
  }
  if (quality.by === 'crf') {
    return phrase(hardware ? 'hardwareByQuality' : 'encodedByQuality', {
      ...values,
      quality: quality.crf,
    })
  }
  return phrase(
    hardware ? 'hardwareByRate' : quality.passes === 2 ? 'encodedInTwoPasses' : 'encodedByRate',
    { ...values, kilobits: quality.kilobitsPerSecond },
  )
}

const stepNames: Record<PictureFilter['kind'], PlanStep | null> = {
  deinterlace: 'deinterlace',
  'cut-bars': 'cutBars',
  turn: 'turn',
  'to-sdr': 'toSdr',
  denoise: 'denoise',
  'square-pixels': 'squarePixels',
  scale: null,
  frame: 'frame',
  subtitles: 'subtitles',
  watermark: 'watermark',
  cut: 'cut',
  speed: 'speed',
  fade: 'fade',
}

const stepOf = (filter: PictureFilter): PlanStep | null =>
  filter.kind === 'frame' && follows(filter.frame) ? 'follow' : stepNames[filter.kind]

function stepsPhrases({ filters }: PictureEncode): Phrase[] {
  const steps = filters.flatMap((filter) => stepOf(filter) ?? [])
  return steps.length === 0 ? [] : [phrase('steps', { steps: { steps } })]
}

/** @param track its number; 0 where there is but one */
function soundPhrases(sound: SoundPlan, track: number): Phrase[] {
  if (sound.do === 'copy') {
    const values = { track, reasons: { reasons: [sound.reason] } }
    return [phrase(track === 0 ? 'soundCopied' : 'trackCopied', values)]
  }
  const { codec, kilobitsPerSecond, channels, reasons, gain } = sound
  return [
    phrase(track === 0 ? 'soundEncoded' : 'trackEncoded', {
      ...{ track, codec: codecName(codec), count: channels, kilobits: kilobitsPerSecond },
      reasons: { reasons: [...reasons] },
    }),
    ...(gain === null
      ? []
      : [
          phrase(gain.decibels < 0 ? 'quieter' : 'louder', {
            decibels: Number(Math.abs(gain.decibels).toFixed(1)),
          }),
          ...(gain.limit === null ? [] : [phrase('peaksHeld')]),
        ]),
  ]
}

function subtitlePhrase(track: SubtitlePlan): Phrase {
  switch (track.do) {
    case 'add':
      return phrase('subtitlesAdded')
    case 'copy':
    case 'convert':
      return track.language === null
        ? phrase('subtitlesKept')
        : phrase('subtitlesOfLanguageKept', { language: track.language })
    case 'drop':
      return phrase('subtitlesDropped', { reasons: { reasons: [track.reason] } })
  }
}

function expectedPhrases({ expected: { bytes, seconds } }: Plan): Phrase[] {
  return [
    bytes === null
      ? phrase('sizeUnknown')
      : phrase('sizeAbout', { size: { unit: 'bytes', ...bytes } }),
    seconds === null
      ? phrase('timeUnknown')
      : phrase('timeAbout', { time: { unit: 'seconds', ...seconds } }),
  ]
}
