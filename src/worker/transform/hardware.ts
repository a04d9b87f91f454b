import type { HardwareEncoder } from '../../shared/abilities.ts'
import type { EncoderQuality } from '../../shared/plan/index.ts'

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
 * The encoder with its options: for about the quality that x264 has at a rate factor, or at a rate.
 *
 * @param keyInterval pictures from one key frame to the next
 */
export const hardwareOptions = (
  hardware: HardwareEncoder,
  quality: EncoderQuality,
  keyInterval: number,
): string[] => [
  ...['-c:v', hardware.encoder],
  ...(quality.by === 'crf'
    ? qualityOptions(hardware, quality.crf)
    : rateOptions(hardware, quality.kilobitsPerSecond)),
  ...['-g', String(keyInterval)],
]

function qualityOptions({ family, codec }: HardwareEncoder, crf: number): string[] {
  // Hardware needs about three steps more than x264 for the same size, and looks no better.
  const step = String(Math.min(51, Math.round(crf) + 3))
  switch (family) {
    case 'nvenc':
      return ['-rc', 'vbr', '-cq', step, '-b:v', '0', ...nvencOptions]
    case 'qsv':
      return ['-global_quality', step, ...qsvOptions(codec)]
    case 'vaapi':
      return ['-rc_mode', 'CQP', '-qp', step]
    case 'videotoolbox':
      // From 0 to 100, more is better.
      return ['-q:v', String(Math.max(1, Math.round(101 - crf * 2))), '-allow_sw', '1']
    case 'amf':
      return ['-quality', 'quality', '-rc', 'cqp', '-qp_i', step, '-qp_p', step]
    case 'v4l2':
      // These know only a rate.
      return ['-b:v', `${Math.round(12_000 * 2 ** ((18 - crf) / 6))}k`]
  }
}

function rateOptions({ family, codec }: HardwareEncoder, kilobits: number): string[] {
  const most = ['-maxrate', `${Math.round(kilobits * 1.5)}k`, '-bufsize', `${kilobits * 2}k`]
  const rate = ['-b:v', `${kilobits}k`]
  switch (family) {
    case 'nvenc':
      return ['-rc', 'vbr', ...rate, ...most, ...nvencOptions]
    case 'qsv':
      return [...rate, ...most, ...qsvOptions(codec)]
    case 'vaapi':
      return ['-rc_mode', 'VBR', ...rate, ...most]
    case 'videotoolbox':
      return [...rate, '-allow_sw', '1']
    case 'amf':
      return ['-quality', 'quality', '-rc', 'vbr_peak', ...rate, ...most]
    case 'v4l2':
      return rate
  }
}

const nvencOptions = [
  ...['-preset', 'p5', '-tune', 'hq', '-spatial-aq', '1', '-temporal-aq', '1'],
  ...['-rc-lookahead', '20', '-bf', '2', '-forced-idr', '1', '-strict_gop', '1'],
]

/** Only the encoder of H.264 can be told to look ahead. */
const qsvOptions = (codec: HardwareEncoder['codec']): string[] => [
  ...['-preset', 'slower', '-bf', '2'],
  ...(codec === 'h264' ? ['-look_ahead', '1'] : []),
]
