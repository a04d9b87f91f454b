import type { Plan } from '../../shared/plan/index.ts'
import { pictureFormats, subtitleFormats } from '../media/formats.ts'
import { untrusted, untrustedInput } from '../media/probe.ts'
import { built, builtFor, type Input } from './command.ts'
import { pictureOptions, soundOptions } from './encoders.ts'
import { graphOf, type Graph, type GraphInputs, type GraphOptions } from './graph/index.ts'
import { hardwareInput } from './hardware.ts'
import { muxerOptions, noteOptions } from './muxers.ts'

export interface PlanFiles {
  input: string
  /** Has a name of no format, so the format is always told. */
  output: string
  /** Made ready by an earlier step: subtitles to draw, a cover. */
  subtitles?: string | null
  cover?: string | null
  /** The first of two passes writes its notes here, the second reads them. */
  passLog?: string
}

/** The argument list that makes a plan's rendition, for FFmpeg 5 and later. */
export function transformArguments(plan: Plan, files: PlanFiles): string[] {
  const laid = laidOut(plan, files)
  return built(laid.inputs, outputOptions(plan, files, laid), files.output, laid.graph.text)
}

/** The argument list that makes several renditions of one input, which is decoded once. */
export function sharedArguments(parts: readonly { plan: Plan; files: PlanFiles }[]): string[] {
  const [first] = parts
  if (!first) throw new Error('There is nothing to make.')
  const inputs = [inputOf(first.plan, first.files)]
  const outputs = parts.map(({ plan, files }, index) => {
    const laid = laidOut(plan, files, { suffix: `of${index}` }, inputs)
    const options = ['-filter_complex', laid.graph.text, ...outputOptions(plan, files, laid)]
    return { options, path: files.output }
  })
  return builtFor(inputs, outputs)
}

const outputOptions = (
  plan: Plan,
  { passLog }: PlanFiles,
  { graph, cover, added }: LaidOut,
): string[] => [
  ...pictureMap(plan, graph),
  ...soundMaps(plan, graph),
  ...subtitleMaps(plan, added),
  ...coverMap(plan, cover),
  ...['-dn', ...noteOptions(plan)],
  ...(passLog === undefined ? [] : ['-pass', '2', '-passlogfile', passLog]),
  ...plan.extraArguments,
  ...muxerOptions(plan),
]

/** The first of two passes: only looks, makes no file. */
export function firstPassArguments(plan: Plan, files: PlanFiles & { passLog: string }): string[] {
  const { inputs, graph } = laidOut(plan, files, { only: 'picture' })
  return built(
    inputs,
    [
      ...pictureMap(plan, graph),
      ...['-an', '-sn', '-dn', '-pass', '1', '-passlogfile', files.passLog],
      ...plan.extraArguments,
      ...['-f', 'null'],
    ],
    null,
    graph.text,
  )
}

/** Measures the sound as it is going to be, by EBU R 128: the summary is on standard error. */
export function loudnessArguments(
  plan: Plan,
  files: PlanFiles,
  options: { gain: boolean },
): string[] {
  const { inputs, graph } = laidOut(plan, files, { only: 'sound', ...options })
  const label = graph.sounds.find((one) => one !== null)
  if (label === undefined) throw new Error('There is no sound to measure.')
  return built(
    inputs,
    ['-map', '[measured]', '-f', 'null'],
    null,
    `${graph.text};${label}ebur128=peak=true:framelog=verbose[measured]`,
  )
}

interface LaidOut {
  inputs: Input[]
  graph: Graph
  /** Which of the inputs it is. */
  cover: number | null
  added: number | null
}

const inputOf = (plan: Plan, { input }: PlanFiles): Input => ({
  path: input,
  options: [...deviceOf(plan), ...trimOptions(plan), ...untrusted()],
})

/**
 * Which inputs there are, in which order, and the graph that reads them.
 *
 * @param inputs those there are already, the video first; this plan's are put after them
 */
function laidOut(
  plan: Plan,
  files: PlanFiles,
  options: GraphOptions = {},
  inputs: Input[] = [inputOf(plan, files)],
): LaidOut {
  const { only = 'all' } = options
  const add = (
    path: string | null | undefined,
    formats?: string,
    part: readonly string[] = [],
  ): number | null => {
    if (path == null) return null
    inputs.push({ path, options: [...part, ...untrusted(formats)] })
    return inputs.length - 1
  }
  const intro = add(plan.intro?.path)
  const outro = add(plan.outro?.path)
  const mark = only === 'sound' ? null : add(markOf(plan), pictureFormats)
  const added =
    only === 'all' ? add(addedSubtitles(plan), subtitleFormats, trimOptions(plan)) : null
  const cover = only === 'all' ? add(files.cover, pictureFormats) : null
  const graphInputs: GraphInputs = {
    ...{ intro, outro },
    subtitles: files.subtitles ?? null,
    watermark: mark === null ? null : `[${mark}:v]`,
    from: plan.trim?.from ?? 0,
  }
  return { inputs, graph: graphOf(plan, graphInputs, options), cover, added }
}

/** What a segment reads beside the video: inputs with their options, the watermark's label. */
export function segmentInputs(plan: Plan): { options: string[]; watermark: string | null } {
  const mark = markOf(plan)
  return mark === null
    ? { options: [], watermark: null }
    : { options: untrustedInput(mark, pictureFormats), watermark: '[1:v]' }
}

const deviceOf = ({ picture }: Plan): string[] =>
  picture.do === 'encode' && picture.encoder.hardware ? hardwareInput(picture.encoder.hardware) : []

export const trimOptions = ({ trim }: Pick<Plan, 'trim'>): string[] =>
  trim === null
    ? []
    : [
        ...(trim.from > 0 ? ['-ss', trim.from.toFixed(3)] : []),
        ...(trim.seconds === null ? [] : ['-t', trim.seconds.toFixed(3)]),
      ]

/** The watermark's picture; null where there is none. */
export function markOf({ picture }: Plan): string | null {
  if (picture.do !== 'encode') return null
  for (const filter of picture.filters) {
    if (filter.kind === 'watermark' && filter.watermark.kind === 'image')
      return filter.watermark.path
  }
  return null
}

export const addedSubtitles = ({ subtitles }: Plan): string | null =>
  subtitles.find((track) => track.do === 'add')?.path ?? null

function pictureMap({ picture, container, cover }: Plan, graph: Graph): string[] {
  switch (picture.do) {
    case 'drop':
      return cover === null ? ['-vn'] : []
    case 'copy':
      return [
        ...['-map', `0:${picture.stream}`, '-c:v:0', 'copy'],
        ...(picture.codec === 'hevc' && (container === 'mp4' || container === 'mov')
          ? ['-tag:v', 'hvc1']
          : []),
      ]
    case 'encode':
      return ['-map', graph.picture ?? '[video]', ...pictureOptions(picture, container)]
  }
}

function soundMaps({ sound }: Plan, graph: Graph): string[] {
  if (sound.length === 0) return ['-an']
  return sound.flatMap((track, index) =>
    track.do === 'copy'
      ? ['-map', `0:${track.stream}`, `-c:a:${index}`, 'copy']
      : ['-map', graph.sounds[index] ?? '', ...soundOptions(track, index)],
  )
}

function subtitleMaps(plan: Plan, added: number | null): string[] {
  const kept = plan.subtitles.filter((track) => track.do !== 'drop')
  if (kept.length === 0) return ['-sn']
  const maps = kept.flatMap((track, index) =>
    track.do === 'add'
      ? ['-map', `${added ?? 1}:s:0`, `-c:s:${index}`, track.codec]
      : ['-map', `0:${track.stream}`, `-c:s:${index}`, track.do === 'copy' ? 'copy' : track.codec],
  )
  return [...maps, ...trimmedSubtitles(plan)]
}

/** One that stands already where a trim begins would put everything else off by what is gone of it. */
export const trimmedSubtitles = ({ trim }: Plan): string[] =>
  trim === null || trim.from === 0 ? [] : ['-bsf:s', String.raw`noise=drop=lt(pts\,0)`]

function coverMap(plan: Plan, prepared: number | null): string[] {
  const { cover, picture } = plan
  if (cover === null) return []
  const map =
    cover.from === 'stream' ? `0:${cover.stream}` : prepared === null ? null : `${prepared}:v:0`
  if (map === null || picture.do !== 'drop') return []
  return ['-map', map, '-c:v', 'copy', '-disposition:v:0', 'attached_pic']
}
