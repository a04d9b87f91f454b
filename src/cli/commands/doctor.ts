import { spoolHome, type ToolFinding, type ToolReport } from '../../core/index.ts'
import { hardwareNames, type Abilities } from '../../shared/abilities.ts'
import { toFailure } from '../../shared/errors.ts'
import { cliErrands } from '../errands.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function doctor(output: Output, workerScript: string): Promise<number> {
  const report = await withEngine((engine) => engine.tools.report())
  const tools = Object.values(report)
  const [database, encoding] = await Promise.all([
    withEngine((engine) => engine.checkDatabase()),
    lookAtEncoding(report, workerScript),
  ])
  const optional = (tool: ToolFinding) => tool.name === 'yt-dlp'
  const lines = [
    `Data       ${spoolHome()}`,
    `Database   ${database.length === 0 ? 'sound' : database.join('; ')}`,
    ...tools.map((tool) => `${tool.name.padEnd(10)} ${describe(tool, optional(tool))}`),
    ...(typeof encoding === 'string'
      ? [`Encoding   ${encoding}`]
      : [`Encoding   ${software(encoding)}`, `Hardware   ${hardware(encoding)}`]),
  ]
  const abilities = typeof encoding === 'string' ? null : encoding
  output.answer({ home: spoolHome(), database, tools, abilities }, lines.join('\n'))
  const missing = tools.some((tool) => tool.status !== 'ok' && !optional(tool))
  return missing || database.length > 0 ? 1 : 0
}

function describe(tool: ToolFinding, optional: boolean): string {
  if (tool.status === 'ok') return `${tool.version} at ${tool.path} (${tool.origin})`
  return `${optional ? 'not there, optional' : tool.status}: ${tool.problem} ${tool.remedy}`
}

/** @returns what FFmpeg can do, or a sentence that says why it is not known */
async function lookAtEncoding(
  { ffmpeg, ffprobe }: ToolReport,
  workerScript: string,
): Promise<Abilities | string> {
  if (ffmpeg.status !== 'ok' || ffprobe.status !== 'ok') return 'not known without FFmpeg'
  try {
    const errand = { type: 'abilities', fresh: true } as const
    return (await cliErrands(workerScript).run<'abilities'>(errand)).abilities
  } catch (error) {
    return toFailure(error).message
  }
}

/** What presets make use of where it is there, as people know it. */
const encoders = { libx264: 'H.264', libx265: 'HEVC', libsvtav1: 'AV1', libopus: 'Opus' }
const filters = { subtitles: 'burnt-in subtitles', zscale: 'HDR to SDR', libvmaf: 'target quality' }

function software(abilities: Abilities): string {
  const there = Object.entries({ ...encoders, ...filters }).map(([name, what]) => ({
    what,
    is: abilities.encoders.includes(name) || abilities.filters.includes(name),
  }))
  const named = (is: boolean) => there.filter((part) => part.is === is).map(({ what }) => what)
  const missing = named(false)
  return named(true).join(', ') + (missing.length === 0 ? '' : `; without ${missing.join(', ')}`)
}

function hardware({ hardware }: Abilities): string {
  if (hardware.length === 0) return 'no encoder works here; the processor encodes'
  const families = [...new Set(hardware.map(({ family }) => family))]
  return families
    .map((family) => {
      const codecs = hardware.filter((encoder) => encoder.family === family)
      return `${hardwareNames[family]} (${codecs.map(({ codec }) => codec).join(', ')})`
    })
    .join(', ')
}
