import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  hardwareFamilies,
  type HardwareEncoder,
  type HardwareFamily,
} from '../../../src/shared/abilities.ts'
import {
  hardwareFilter,
  hardwareInput,
  hardwareOptions,
} from '../../../src/worker/transform/hardware.ts'
import { tools } from '../../fixtures/media.ts'

const suffixes: Record<HardwareFamily, string> = {
  ...{ videotoolbox: 'videotoolbox', nvenc: 'nvenc', qsv: 'qsv', amf: 'amf' },
  ...{ vaapi: 'vaapi', v4l2: 'v4l2m2m' },
}
const encoder = (family: HardwareFamily, codec: HardwareEncoder['codec']): HardwareEncoder => ({
  ...{ family, codec, encoder: `${codec}_${suffixes[family]}` },
  device: family === 'vaapi' ? '/dev/dri/renderD128' : null,
})

const crf = { by: 'crf', crf: 20 } as const
const rate = { by: 'bitrate', kilobitsPerSecond: 4_000, passes: 1 } as const
const lists = hardwareFamilies.flatMap((family) =>
  (['h264', 'hevc', 'av1'] as const).map((codec) => encoder(family, codec)),
)

/** Options of every encoder, which its own help does not repeat. */
const general = ['c', 'g', 'b', 'q', 'bf', 'global_quality', 'maxrate', 'bufsize']

describe('the options of hardware encoders', () => {
  it.each([
    ['nvenc', ['-rc', 'vbr', '-cq', '23', '-b:v', '0']],
    ['qsv', ['-global_quality', '23']],
    ['vaapi', ['-rc_mode', 'CQP', '-qp', '23']],
    ['videotoolbox', ['-q:v', '61']],
    ['amf', ['-quality', 'quality', '-rc', 'cqp', '-qp_i', '23', '-qp_p', '23']],
    ['v4l2', ['-b:v', '9524k']],
  ] as const)('%s is asked for a quality', (family, wanted) => {
    const options = hardwareOptions(encoder(family, 'h264'), crf, 15)
    expect(options.slice(0, 2)).toEqual(['-c:v', `h264_${suffixes[family]}`])
    expect(options.join(' ')).toContain(wanted.join(' '))
    expect(options.slice(-2)).toEqual(['-g', '15'])
  })

  it.each(hardwareFamilies)('%s is asked for a rate', (family) => {
    const options = hardwareOptions(encoder(family, 'h264'), rate, 15)
    expect(options.join(' ')).toContain('-b:v 4000k')
    expect(options.join(' ')).not.toMatch(/-cq|-qp|-q:v|-global_quality|CQP|cqp/)
  })

  it('come with what the encoder takes', () => {
    expect(hardwareInput(encoder('vaapi', 'h264'))).toEqual([
      '-vaapi_device',
      '/dev/dri/renderD128',
    ])
    expect(hardwareInput(encoder('nvenc', 'h264'))).toEqual([])
    expect(hardwareFilter(encoder('vaapi', 'h264'))).toBe('format=nv12,hwupload')
    expect(hardwareFilter(encoder('qsv', 'h264'))).toBe('format=nv12')
  })

  it('are known to every such encoder that this FFmpeg has', async () => {
    const { ffmpeg } = await tools()
    const run = promisify(execFile)
    const { stdout: all } = await run(ffmpeg, ['-hide_banner', '-encoders'])
    const here = lists.filter(({ encoder: name }) => all.includes(` ${name} `))
    // FFmpeg on Linux is built with these, whatever the machine has.
    expect(here.map(({ family }) => family)).toEqual(expect.arrayContaining(['nvenc', 'vaapi']))
    const unknown: string[] = []
    for (const hardware of here) {
      const { stdout } = await run(ffmpeg, ['-hide_banner', '-h', `encoder=${hardware.encoder}`])
      for (const quality of [crf, rate]) {
        const names = hardwareOptions(hardware, quality, 15)
          .filter((word) => /^-[a-z]/.test(word))
          .map((word) => word.slice(1).replace(/:v$/, ''))
          .filter((name) => !general.includes(name))
        const missing = names.filter((name) => !new RegExp(`^ +-${name} `, 'm').test(stdout))
        unknown.push(...missing.map((name) => `${hardware.encoder} -${name}`))
      }
    }
    expect(unknown).toEqual([])
  })
})
