import { z } from 'zod'

/** Kinds of hardware that encode video, best first where a machine has several. */
export const hardwareFamilies = ['videotoolbox', 'nvenc', 'qsv', 'amf', 'vaapi', 'v4l2'] as const
export const hardwareFamilySchema = z.enum(hardwareFamilies)
export type HardwareFamily = z.infer<typeof hardwareFamilySchema>

/** What people call it. */
export const hardwareNames: Record<HardwareFamily, string> = {
  videotoolbox: 'VideoToolbox',
  nvenc: 'NVENC',
  qsv: 'Quick Sync',
  amf: 'AMF',
  vaapi: 'VAAPI',
  v4l2: 'V4L2',
}

/**
 * How many encodes a family takes side by side: drivers refuse more (NVENC on most cards), or each
 * becomes slower than the processor.
 */
export const hardwareSlots: Record<HardwareFamily, number> = {
  videotoolbox: 2,
  nvenc: 3,
  qsv: 2,
  amf: 2,
  vaapi: 2,
  v4l2: 1,
}

export const hardwareCodecSchema = z.enum(['h264', 'hevc', 'av1'])
export type HardwareCodec = z.infer<typeof hardwareCodecSchema>

/** A hardware encoder that did make pictures on this machine. */
export const hardwareEncoderSchema = z.object({
  family: hardwareFamilySchema,
  codec: hardwareCodecSchema,
  /** FFmpeg's name of it. */
  encoder: z.string().min(1),
  /** The device file it is reached by, where it needs one. */
  device: z.string().nullable(),
})
export type HardwareEncoder = z.infer<typeof hardwareEncoderSchema>

/** What this machine's FFmpeg can do. */
export const abilitiesSchema = z.object({
  version: z.string(),
  encoders: z.array(z.string()),
  filters: z.array(z.string()),
  /** Best first. */
  hardware: z.array(hardwareEncoderSchema),
})
export type Abilities = z.infer<typeof abilitiesSchema>

/** The best hardware encoder for a codec; undefined where there is none. */
export const hardwareFor = (
  { hardware }: Abilities,
  codec: HardwareCodec,
): HardwareEncoder | undefined => hardware.find((encoder) => encoder.codec === codec)
