import { t } from '../language.ts'
import type { en } from '../locales/en/index.ts'

type FieldText = keyof (typeof en)['presets']['field']

/** What each place of a preset is called, in the editor and in what is said of it. */
const texts = {
  name: 'name',
  description: 'description',
  extraArguments: 'extraArguments',
  'output.container': 'container',
  'output.picture.codec': 'pictureCodec',
  'output.picture.copy': 'copy',
  'output.picture.quality': 'quality',
  'output.picture.quality.crf': 'crf',
  'output.picture.quality.kilobitsPerSecond': 'pictureRate',
  'output.picture.quality.megabytes': 'megabytes',
  'output.picture.quality.score': 'vmaf',
  'output.picture.speed': 'encodingSpeed',
  'output.picture.tenBit': 'tenBit',
  'output.picture.hardware': 'hardware',
  'output.picture.frame': 'frame',
  'output.picture.frame.width': 'width',
  'output.picture.frame.height': 'height',
  'output.picture.frame.x': 'cropX',
  'output.picture.frame.y': 'cropY',
  'output.picture.frame.follow': 'follow',
  'output.picture.maxFrameRate': 'maxFrameRate',
  'output.picture.giveUpIfLarger': 'giveUpIfLarger',
  'output.picture.keySeconds': 'keySeconds',
  'output.sound.codec': 'soundCodec',
  'output.sound': 'sound',
  'output.sound.copy': 'copy',
  'output.sound.kilobitsPerSecond': 'soundRate',
  'output.sound.sampleRate': 'sampleRate',
  'output.sound.channels': 'channels',
  'output.sound.tracks': 'tracks',
  'output.cover': 'cover',
  'output.width': 'width',
  'output.height': 'height',
  'output.framesPerSecond': 'framesPerSecond',
  'output.maxSeconds': 'maxSeconds',
  'output.at': 'moment',
  'output.columns': 'columns',
  'output.rows': 'rows',
  'edits.trim': 'trim',
  'edits.trim.from': 'trimFrom',
  'edits.trim.to': 'trimTo',
  'edits.trim.precise': 'trimPrecise',
  'edits.speed': 'playingSpeed',
  'edits.silence': 'silence',
  'edits.silence.decibels': 'silenceDecibels',
  'edits.silence.seconds': 'silenceSeconds',
  'edits.loudness': 'loudness',
  'edits.loudness.lufs': 'lufs',
  'edits.loudness.truePeak': 'truePeak',
  'edits.deinterlace': 'deinterlace',
  'edits.cropBars': 'cropBars',
  'edits.rotate': 'rotate',
  'edits.denoise': 'denoise',
  'edits.hdr': 'hdr',
  'edits.watermark': 'watermark',
  'edits.watermark.path': 'imageFile',
  'edits.watermark.text': 'watermarkText',
  'edits.watermark.position': 'position',
  'edits.watermark.opacity': 'opacity',
  'edits.watermark.width': 'watermarkSize',
  'edits.watermark.height': 'watermarkSize',
  'edits.watermark.color': 'color',
  'edits.subtitles': 'subtitles',
  'edits.subtitles.path': 'subtitleFile',
  'edits.subtitles.language': 'language',
  'edits.subtitles.font': 'font',
  'edits.subtitles.size': 'textSize',
  'edits.subtitles.color': 'color',
  'edits.subtitles.outline': 'outline',
  'edits.subtitles.position': 'position',
  'edits.fade': 'fade',
  'edits.fade.in': 'fadeIn',
  'edits.fade.out': 'fadeOut',
  'edits.intro': 'intro',
  'edits.outro': 'outro',
  'edits.metadata': 'metadata',
  'edits.chapters': 'chapters',
} as const satisfies Record<string, FieldText>

/** A place of a preset that has a name, such as `output.picture.codec`. */
export type PresetPlace = keyof typeof texts

const isPlace = (path: string): path is PresetPlace => Object.hasOwn(texts, path)

/** What a place is called; one without a name of its own goes by that of where it is. */
export function placeName(path: string): string {
  if (isPlace(path)) return t(`presets.field.${texts[path]}`)
  const at = path.lastIndexOf('.')
  return at === -1 ? t('presets.field.whole') : placeName(path.slice(0, at))
}
