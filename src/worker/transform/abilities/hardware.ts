import { readdirSync } from 'node:fs'
import {
  hardwareFamilies,
  type HardwareCodec,
  type HardwareEncoder,
  type HardwareFamily,
} from '../../../shared/abilities.ts'
import { toFailure } from '../../../shared/errors.ts'
import type { WorkContext } from '../../context.ts'
import { hardwareFilter, hardwareInput } from '../hardware.ts'

const codecs: readonly HardwareCodec[] = ['h264', 'hevc', 'av1']

/** The end of the encoder's name in FFmpeg. */
const suffixes: Record<HardwareFamily, string> = {
  videotoolbox: 'videotoolbox',
  nvenc: 'nvenc',
  qsv: 'qsv',
  amf: 'amf',
  vaapi: 'vaapi',
  v4l2: 'v4l2m2m',
}

/** A driver that hangs is none. */
const longestTryMs = 10_000
/** As many are tried at once. */
const atOnce = 4

/**
 * The hardware encoders that work here: FFmpeg lists what it was built with, so each is tried on a
 * few pictures.
 */
export async function findHardware(
  context: WorkContext,
  encoders: readonly string[],
): Promise<HardwareEncoder[]> {
  const candidates = candidatesAmong(encoders)
  const works = new Map<HardwareEncoder, boolean>()
  const waiting = [...candidates]
  const tryWaiting = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      works.set(next, await makesPictures(context, next))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, tryWaiting))
  return candidates.filter((candidate) => works.get(candidate))
}

function candidatesAmong(encoders: readonly string[]): HardwareEncoder[] {
  const listed = new Set(encoders)
  const device = renderDevice()
  return hardwareFamilies.flatMap((family) =>
    codecs
      .map((codec) => ({
        family,
        codec,
        encoder: `${codec}_${suffixes[family]}`,
        device: family === 'vaapi' ? device : null,
      }))
      .filter((candidate) => listed.has(candidate.encoder))
      .filter((candidate) => family !== 'vaapi' || candidate.device !== null),
  )
}

async function makesPictures(context: WorkContext, hardware: HardwareEncoder): Promise<boolean> {
  const timeout = AbortSignal.timeout(longestTryMs)
  try {
    const { exitCode } = await context.run({
      program: context.tools.ffmpeg,
      argv: [
        ...['-hide_banner', '-v', 'error', ...hardwareInput(hardware)],
        ...['-f', 'lavfi', '-i', 'color=black:size=256x256:rate=30'],
        ...['-frames:v', '3', '-vf', hardwareFilter(hardware)],
        ...['-c:v', hardware.encoder, '-f', 'null', '-'],
      ],
      signal: timeout,
    })
    return exitCode === 0
  } catch (error) {
    // The job itself was stopped, or the machine has too much to do: neither tells of the hardware.
    if (context.signal.aborted || (!timeout.aborted && toFailure(error).kind === 'tool')) {
      throw error
    }
    return false
  }
}

/** The first graphics device one can compute on, as Linux names them. */
function renderDevice(): string | null {
  try {
    const name = readdirSync('/dev/dri')
      .filter((entry) => /^renderD\d+$/.test(entry))
      .sort()[0]
    return name === undefined ? null : `/dev/dri/${name}`
  } catch {
    return null
  }
}
