import type { HardwareEncoder } from '../abilities.ts'
import type { Motion, Pan } from './follow.ts'
import type { MediaInfo, Rational } from '../media.ts'
import type {
  Container,
  EncodingSpeed,
  Frame,
  Output,
  Subtitles,
  VideoCodec,
  Watermark,
} from '../preset.ts'

export interface Size {
  width: number
  height: number
}

export interface Rectangle extends Size {
  x: number
  y: number
}

/** From and to, in seconds. */
export interface Span {
  from: number
  to: number
}

/** What a file's sound was measured to be, by EBU R 128. */
export interface Loudness {
  /** Integrated, in LUFS; −70 and below is silence. */
  lufs: number
  /** In dBTP. */
  truePeak: number
}

/** How the sound is made louder or quieter. */
export interface Gain {
  decibels: number
  /** Peaks are held below this, in dBTP; null where none gets there. */
  limit: number | null
}

/** What was found out about an input by looking into it, as far as it was looked at. */
export interface Findings {
  /** The picture without its black bars, upright; null where there are none. */
  bars?: Rectangle | null
  /** Whether pictures are made of two half pictures, where the file itself does not say so. */
  interlaced?: boolean
  /** What stays when pauses are cut out, in the time of the trimmed input. */
  loud?: readonly Span[]
  /** Of the sound as it will be, but for the gain. */
  loudness?: Loudness
  /** Found by trying; else it follows from the loudness. */
  gain?: Gain
  /** How loud it gets with that gain, in LUFS. */
  reached?: number
  /** Where it moves, as the picture is before it is cropped; empty: nowhere. */
  motion?: readonly Motion[]
  /** Found by trying, for a quality by VMAF. */
  crf?: number
  intro?: MediaInfo
  outro?: MediaInfo
  /** How plans like it turned out on this machine, as far as is known. */
  experience?: Experience
  /** How many cores work on it; 2 unless told. */
  cores?: number
}

/** How plans of a kind turned out, as factors of what was expected of them. */
export interface Experience {
  seconds: number
  bytes: number
}

/** What happens to the picture, always in this order. */
export type PictureFilter =
  /** `all`: also what is not marked as such. */
  | { kind: 'deinterlace'; all: boolean }
  | { kind: 'cut-bars'; area: Rectangle }
  | { kind: 'turn'; degrees: 90 | 180 | 270 }
  /** Made as small as it is going to be first: the rest of it is slow. */
  | { kind: 'to-sdr'; size: Size | null; transfer: string }
  | { kind: 'denoise'; strength: 'light' | 'strong' }
  | { kind: 'square-pixels'; size: Size }
  | { kind: 'scale'; size: Size }
  /** `pan`: where a crop goes on the way; null: it stays where its preset says. */
  | { kind: 'frame'; frame: Exclude<Frame, { fit: 'source' | 'within' }>; pan: Pan | null }
  | { kind: 'subtitles'; style: SubtitleStyle }
  | { kind: 'watermark'; watermark: Watermark; size: Size }
  | { kind: 'cut'; keep: readonly Span[] }
  | { kind: 'speed'; factor: number }
  | { kind: 'fade'; in: number; out: number; seconds: number }

export type SubtitleStyle = Extract<Subtitles, { mode: 'burn' }>

/** What happens to the sound, always in this order. */
export type SoundFilter =
  | { kind: 'cut'; keep: readonly Span[] }
  | { kind: 'speed'; factor: number }
  | { kind: 'fade'; in: number; out: number; seconds: number }

/** Which colours the pictures are tagged with. */
export type ColourTags = 'bt709' | 'hdr10' | 'hlg'

export type EncoderQuality =
  { by: 'crf'; crf: number } | { by: 'bitrate'; kilobitsPerSecond: number; passes: 1 | 2 }

export interface PictureEncoder {
  codec: VideoCodec
  /** FFmpeg's name of it. */
  name: string
  hardware: HardwareEncoder | null
  quality: EncoderQuality
  speed: EncodingSpeed
  pixelFormat: 'yuv420p' | 'yuv420p10le'
  /** Pictures from one key frame to the next. */
  keyInterval: number
}

interface Dropped {
  do: 'drop'
  reason: string
}

export interface PictureCopy {
  do: 'copy'
  stream: number
  codec: string
  /** As stored. */
  size: Size
  reason: string
}

export interface PictureEncode {
  do: 'encode'
  stream: number
  /** Why it cannot be copied, each as half a sentence. */
  reasons: readonly string[]
  /** The picture made, in square pixels. */
  size: Size
  /** Constant. */
  frameRate: Rational
  filters: readonly PictureFilter[]
  /** What the matrix of the source is, as FFmpeg's scale filter calls it. */
  fromMatrix: 'bt601' | 'bt709' | 'bt2020'
  tags: ColourTags
  encoder: PictureEncoder
}

export type PicturePlan = PictureCopy | PictureEncode | Dropped

export interface SoundCopy {
  do: 'copy'
  stream: number
  codec: string
  language: string | null
  reason: string
}

export interface SoundEncode {
  do: 'encode'
  /** Null: silence, where only an intro or outro has sound. */
  stream: number | null
  language: string | null
  reasons: readonly string[]
  codec: 'aac' | 'mp3' | 'opus'
  kilobitsPerSecond: number
  sampleRate: number
  channels: number
  filters: readonly SoundFilter[]
  gain: Gain | null
}

export type SoundPlan = SoundCopy | SoundEncode

export type SubtitlePlan =
  | { do: 'copy' | 'convert'; stream: number; codec: string; language: string | null }
  | { do: 'add'; path: string; codec: string; language: string }
  | { do: 'drop'; stream: number; reason: string }

export type CoverPlan =
  | { from: 'stream'; stream: number }
  /** A picture of the video, so many seconds in. */
  | { from: 'picture'; at: number }

export interface Range {
  low: number
  high: number
}

/** What a transform will do, decided before it starts. All of it is data. */
export interface Plan {
  kind: Output['kind']
  container: Container
  /** What of the input is used: read from here, so long; null is all of it. */
  trim: { from: number; seconds: number | null } | null
  /** What the output must last, in seconds; null where the input does not tell. */
  durationSeconds: number | null
  picture: PicturePlan
  /** In the order of the output's tracks; empty: no sound. */
  sound: readonly SoundPlan[]
  /** How loud the result is to be, in LUFS; null where it is left alone, silent or not known yet. */
  loudness: number | null
  /** Why there is no sound, where there is some. */
  soundDropped: string | null
  subtitles: readonly SubtitlePlan[]
  cover: CoverPlan | null
  intro: { path: string; media: MediaInfo } | null
  outro: { path: string; media: MediaInfo } | null
  metadata: 'keep' | 'clean'
  chapters: 'keep' | 'clean'
  extraArguments: readonly string[]
  /** Still pictures: when each is taken, in seconds of the input. */
  moments: readonly number[]
  /** Columns and rows, for a sheet. */
  grid: { columns: number; rows: number } | null
  /** About how large it gets, in bytes, and how long it takes, in seconds. */
  expected: { bytes: Range | null; seconds: Range | null }
  /** What somebody should know about it, each a sentence. */
  notes: readonly string[]
}
