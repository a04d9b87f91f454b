import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { SpoolError } from '../../shared/errors.ts'
import type { AudioStream, MediaInfo, Rational, VideoStream } from '../../shared/media.ts'
import type { WorkContext } from '../context.ts'
import { classifyStderr } from './classify.ts'
import { containerFormats } from './formats.ts'
import { whatItIs } from './sniff.ts'

const text = z.string().optional()

const streamSchema = z.object({
  index: z.number(),
  codec_type: text,
  codec_name: text,
  profile: z.union([z.string(), z.number()]).optional(),
  pix_fmt: text,
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: text,
  avg_frame_rate: text,
  r_frame_rate: text,
  field_order: text,
  color_space: text,
  color_transfer: text,
  color_range: text,
  color_primaries: text,
  bit_rate: text,
  start_time: text,
  sample_rate: text,
  channels: z.number().optional(),
  duration: text,
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
  tags: z.record(z.string(), z.string()).optional(),
})
type ProbedStream = z.infer<typeof streamSchema>

const probeSchema = z.object({
  streams: z.array(streamSchema).default([]),
  chapters: z.array(z.unknown()).default([]),
  format: z.object({ format_name: z.string(), duration: text }),
})

/** Other tags are left out: they may hold anything, at any length. */
const entries = [
  'format=format_name,duration',
  'stream=index,codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,' +
    'avg_frame_rate,r_frame_rate,field_order,color_space,color_transfer,color_range,color_primaries,' +
    'bit_rate,start_time,sample_rate,channels,duration',
  'stream_disposition=attached_pic',
  'stream_side_data=rotation',
  'stream_tags=rotate,language,DURATION',
  'chapter=id',
].join(':')

/** Input options for a file that nobody vouches for: it is opened alone and as media only. */
export const untrustedInput = (path: string, formats = containerFormats): string[] => [
  ...untrusted(formats),
  ...['-i', `file:${path}`],
]

/** The same, but for the file itself. */
export const untrusted = (formats = containerFormats): string[] => [
  ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', formats],
]

/**
 * What is in a media file.
 *
 * @throws SpoolError `invalid-input` where it is none, `gone`, `disk` or `tool` where it cannot be
 * looked at
 */
export async function probe(
  context: WorkContext,
  path: string,
  formats = containerFormats,
): Promise<MediaInfo> {
  const options = ['-v', 'error', '-of', 'json', '-show_entries', entries]
  const argv = [...options, ...untrustedInput(path, formats)]
  const lines: string[] = []
  const { exitCode, stderr } = await context.run({
    program: context.tools.ffprobe,
    argv,
    onStdoutLine: (line) => lines.push(line),
  })
  if (exitCode !== 0) {
    const rule = classifyStderr(stderr, path)
    const kind = rule?.kind ?? 'invalid-input'
    const known = kind === 'invalid-input' ? await whatItIs(path) : null
    throw new SpoolError(
      kind,
      known ??
        rule?.sentence ??
        'This file is not a video or sound that can be read. Choose another file.',
      {
        details: {
          cause: rule?.cause,
          command: [context.tools.ffprobe, ...argv],
          exitCode,
          stderr: stderr.slice(-30),
        },
      },
    )
  }
  const probed = probeSchema.parse(JSON.parse(lines.join('\n')))
  return toMediaInfo(probed, (await stat(path)).size)
}

/** Reduces what ffprobe tells to what Spool decides by. */
export function toMediaInfo(probed: z.infer<typeof probeSchema>, bytes: number): MediaInfo {
  const { streams, format } = probed
  const video = streams.find(
    (stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1,
  )
  // Real broadcast files announce sound of 0 Hz that is none.
  const audios = streams.filter(
    (stream) => stream.codec_type === 'audio' && Number(stream.sample_rate) > 0,
  )
  const audio = audios[0]
  const cover = streams.find((stream) => stream.disposition?.attached_pic === 1)
  const durations = [format.duration, video?.duration, audio?.duration].map(Number)
  return {
    format: format.format_name,
    bytes,
    durationSeconds: durations.find((duration) => duration > 0) ?? null,
    video: video ? toVideoStream(video) : null,
    audio: audio ? toAudioStream(audio) : null,
    audios: audios.map(toAudioStream),
    subtitles: streams
      .filter(({ codec_type }) => codec_type === 'subtitle')
      .map((stream) => ({
        index: stream.index,
        codec: stream.codec_name ?? 'unknown',
        language: languageOf(stream),
      })),
    cover: cover ? { index: cover.index, codec: cover.codec_name ?? 'unknown' } : null,
    chapters: probed.chapters.length,
  }
}

function toVideoStream(stream: ProbedStream): VideoStream | null {
  const { width = 0, height = 0 } = stream
  if (width <= 0 || height <= 0) return null
  const mean = rational(stream.avg_frame_rate, '/')
  const base = rational(stream.r_frame_rate, '/')
  return {
    index: stream.index,
    codec: stream.codec_name ?? 'unknown',
    profile: stream.profile === undefined ? null : String(stream.profile),
    pixelFormat: stream.pix_fmt ?? null,
    width,
    height,
    sampleAspectRatio: rational(stream.sample_aspect_ratio, ':') ?? { num: 1, den: 1 },
    rotation: rotationOf(stream),
    frameRate: mean ?? base,
    baseFrameRate: base,
    variableFrameRate: differ(mean, base),
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(stream.field_order ?? ''),
    colorSpace: stream.color_space ?? null,
    colorTransfer: stream.color_transfer ?? null,
    colorRange: stream.color_range ?? null,
    colorPrimaries: stream.color_primaries ?? null,
    bitRate: positive(stream.bit_rate),
    startSeconds: Number(stream.start_time ?? 0) || 0,
    durationSeconds: durationOf(stream),
  }
}

const toAudioStream = (stream: ProbedStream): AudioStream => ({
  index: stream.index,
  codec: stream.codec_name ?? 'unknown',
  profile: stream.profile === undefined ? null : String(stream.profile),
  sampleRate: Number(stream.sample_rate),
  channels: Math.max(1, stream.channels ?? 1),
  language: languageOf(stream),
  bitRate: positive(stream.bit_rate),
  startSeconds: Number(stream.start_time ?? 0) || 0,
  durationSeconds: durationOf(stream),
})

const languageOf = ({ tags }: ProbedStream): string | null => tags?.language ?? null

/** Matroska tells in a tag only when a stream ends, as `00:00:04.000000000`. */
function durationOf({ duration, start_time, tags }: ProbedStream): number | null {
  const ends = (tags?.DURATION ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return positive(duration) ?? positive(String(ends - (Number(start_time) || 0)))
}

function positive(value: string | undefined): number | null {
  const number = Number(value)
  return number > 0 && Number.isFinite(number) ? number : null
}

/** Clockwise quarter turns as degrees; ffprobe counts the other way round. */
function rotationOf(stream: ProbedStream): number {
  const counterClockwise = stream.side_data_list?.find(({ rotation }) => rotation !== undefined)
  const degrees = counterClockwise?.rotation ?? -Number(stream.tags?.rotate ?? 0)
  return (((Math.round(-degrees / 90) * 90) % 360) + 360) % 360
}

function rational(value: string | undefined, separator: '/' | ':'): Rational | null {
  const [num, den] = (value ?? '').split(separator).map(Number)
  if (num === undefined || den === undefined) return null
  return num > 0 && den > 0 && Number.isInteger(num) && Number.isInteger(den) ? { num, den } : null
}

/** By more than 1 %: what rounding in a container can do is less. */
function differ(a: Rational | null, b: Rational | null): boolean {
  if (!a || !b) return true
  const [x, y] = [a.num / a.den, b.num / b.den]
  return Math.abs(x - y) / Math.max(x, y) > 0.01
}
