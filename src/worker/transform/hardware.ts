import type { HardwareEncoder } from '../../shared/abilities.ts'

/** What goes before the input for this encoder. */
export const hardwareInput = ({ device }: HardwareEncoder): string[] =>
  device === null ? [] : ['-vaapi_device', device]

/** The end of the picture's filters: what the encoder takes. */
export function hardwareFilter({ family }: HardwareEncoder): string {
  switch (family) {
    case 'vaapi':
      return 'format=nv12,hwupload'
    case 'qsv':
    case 'amf':
      return 'format=nv12'
    case 'videotoolbox':
    case 'nvenc':
    case 'v4l2':
      return 'format=yuv420p'
  }
}

/**
 * The encoder with its options for about the quality that x264 has at this rate factor.
 *
 * @param keyInterval pictures from one key frame to the next
 */
export function hardwareOptions(
  { family, encoder, codec }: HardwareEncoder,
  crf: number,
  keyInterval: number,
): string[] {
  const options = ['-c:v', encoder, ...qualityOptions(family, crf), '-g', String(keyInterval)]
  return codec === 'hevc' ? [...options, '-tag:v', 'hvc1'] : options
}

function qualityOptions(family: HardwareEncoder['family'], crf: number): string[] {
  // Hardware needs about three steps more than x264 for the same size, and looks no better.
  const step = String(Math.min(51, Math.round(crf) + 3))
  switch (family) {
    case 'nvenc':
      return [
        ...['-preset', 'p5', '-tune', 'hq', '-rc', 'vbr', '-cq', step, '-b:v', '0'],
        ...['-spatial-aq', '1', '-temporal-aq', '1', '-rc-lookahead', '20', '-bf', '2'],
        ...['-forced-idr', '1', '-strict_gop', '1'],
      ]
    case 'qsv':
      return ['-preset', 'slower', '-global_quality', step, '-look_ahead', '1', '-bf', '2']
    case 'vaapi':
      return ['-rc_mode', 'CQP', '-qp', step]
    case 'videotoolbox':
      // From 0 to 100, more is better.
      return ['-q:v', String(Math.max(1, Math.round(101 - crf * 2))), '-allow_sw', '1']
    case 'amf':
      return ['-quality', 'quality', '-rc', 'cqp', '-qp_i', step, '-qp_p', step]
    case 'v4l2':
      // These know only a bit rate.
      return ['-b:v', `${Math.round(12_000 * 2 ** ((18 - crf) / 6))}k`]
  }
}
