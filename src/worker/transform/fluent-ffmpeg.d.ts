import 'fluent-ffmpeg'

declare module 'fluent-ffmpeg' {
  interface FfmpegCommand {
    /** The argument list as built; not in the published types, kept by a contract test. */
    _getArguments(): string[]
  }
}
